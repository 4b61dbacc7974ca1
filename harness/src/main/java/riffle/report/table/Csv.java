package riffle.report.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import riffle.report.table.Table.Column;
import riffle.report.table.Table.ColumnKind;

/**
 * Tables as comma-separated values (RFC 4180, but with {@code \n} at line ends): numbers in full, without units,
 * intervals in two columns, nothing where there is no value.
 */
public final class Csv {

    private Csv() {}

    /** The whole table under one line of titles. */
    public static String of(Table table) {
        List<String> titles = new ArrayList<>();
        for (Column column : table.columns()) {
            if (column.kind() == ColumnKind.INTERVALS) {
                titles.add(column.title() + " low");
                titles.add(column.title() + " high");
            } else {
                titles.add(column.title());
            }
        }
        StringBuilder text = new StringBuilder(line(titles));
        for (List<Cell> row : table.rows()) {
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                fields.addAll(fields(row.get(i), table.columns().get(i).kind()));
            }
            text.append(line(fields));
        }
        return text.toString();
    }

    private static List<String> fields(Cell cell, ColumnKind kind) {
        String words = cell.equals(Cells.NONE) ? "" : cell.text();
        List<String> numbers = cell.numbers().stream().map(Csv::number).toList();
        return switch (kind) {
            case WORDS -> List.of(words);
            case NUMBERS -> numbers.isEmpty() ? List.of(words) : numbers;
            case INTERVALS -> numbers.isEmpty() ? List.of("", "") : numbers;
        };
    }

    /** The shortest digits that stand for the number, without an exponent. */
    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String line(List<String> fields) {
        return fields.stream().map(Csv::quoted).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : "\"" + field.replace("\"", "\"\"") + "\"";
    }
}

package riffle.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import riffle.report.table.Table.Column;
import riffle.report.table.Table.ColumnKind;

/** Tables that read well in a terminal and paste into GitHub Markdown: padded columns, numbers to the right. */
public final class Markdown {

    private static final int LEAST_WIDTH = 3;

    private Markdown() {}

    /** The whole table, each line ended by {@code \n}. */
    public static String of(Table table) {
        List<Column> columns = table.columns();
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns.stream().map(column -> escape(column.title())).toList());
        table.rows()
                .forEach(row ->
                        lines.add(row.stream().map(cell -> escape(cell.text())).toList()));
        int[] widths =
                IntStream.range(0, columns.size()).map(i -> width(lines, i)).toArray();
        StringBuilder text = new StringBuilder(line(lines.getFirst(), columns, widths));
        text.append(IntStream.range(0, columns.size())
                .mapToObj(i -> right(columns.get(i)) ? "-".repeat(widths[i] - 1) + ":" : "-".repeat(widths[i]))
                .collect(Collectors.joining(" | ", "| ", " |\n")));
        lines.subList(1, lines.size()).forEach(cells -> text.append(line(cells, columns, widths)));
        return text.toString();
    }

    private static int width(List<List<String>> lines, int column) {
        return lines.stream().mapToInt(cells -> cells.get(column).length()).reduce(LEAST_WIDTH, Math::max);
    }

    private static String line(List<String> cells, List<Column> columns, int[] widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> pad(cells.get(i), widths[i], right(columns.get(i))))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String pad(String cell, int width, boolean right) {
        String blanks = " ".repeat(width - cell.length());
        return right ? blanks + cell : cell + blanks;
    }

    private static boolean right(Column column) {
        return column.kind() != ColumnKind.WORDS;
    }

    private static String escape(String cell) {
        return cell.replace("|", "\\|").replace("\n", " ");
    }
}

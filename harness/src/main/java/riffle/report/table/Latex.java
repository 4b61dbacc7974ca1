package riffle.report.table;

import java.util.List;
import java.util.stream.Collectors;
import riffle.report.table.Table.ColumnKind;

/** Tables in LaTeX: a {@code table} with the rules of package booktabs. */
public final class Latex {

    private Latex() {}

    /**
     * A floating table.
     *
     * @param label what {@code \ref} finds it by
     * @param caption one sentence
     */
    public static String of(Table table, String label, String caption) {
        String sides = table.columns().stream()
                .map(column -> column.kind() == ColumnKind.WORDS ? "l" : "r")
                .collect(Collectors.joining());
        StringBuilder text = new StringBuilder("% needs \\usepackage{booktabs}\n\\begin{table}\n  \\centering\n");
        text.append("  \\caption{").append(escape(caption)).append("}\n");
        text.append("  \\label{tab:").append(label).append("}\n");
        text.append("  \\begin{tabular}{").append(sides).append("}\n    \\toprule\n");
        text.append(line(
                table.columns().stream().map(column -> escape(column.title())).toList()));
        text.append("    \\midrule\n");
        for (List<Cell> row : table.rows()) {
            text.append(line(row.stream().map(Latex::cell).toList()));
        }
        return text.append("    \\bottomrule\n  \\end{tabular}\n\\end{table}\n").toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" & ", "    ", " \\\\\n"));
    }

    /** Ratios get a multiplication sign, intervals an en dash, missing values an em dash. */
    private static String cell(Cell cell) {
        if (cell.equals(Cells.NONE)) {
            return "---";
        }
        return switch (cell.numbers().size()) {
            case 0 -> escape(cell.text());
            case 1 -> escape(cell.text()).replaceFirst("x$", "\\$\\\\times\\$");
            default -> escape(cell.text()).replace(" - ", "--");
        };
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> escaped.append("\\textbackslash{}");
                case '~' -> escaped.append("\\textasciitilde{}");
                case '^' -> escaped.append("\\textasciicircum{}");
                case '&', '%', '$', '#', '_', '{', '}' -> escaped.append('\\').appendCodePoint(c);
                case '<' -> escaped.append("$<$");
                case '>' -> escaped.append("$>$");
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}

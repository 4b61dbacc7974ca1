package riffle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table that reads well in a terminal and pastes into GitHub Markdown: padded columns, numbers to the right. */
public final class MarkdownTable {

    private static final int LEAST_WIDTH = 3;

    /** Where a column's cells stand. */
    private enum Side {
        LEFT,
        RIGHT
    }

    private final List<String> header = new ArrayList<>();
    private final List<Side> sides = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a column of words. */
    public MarkdownTable words(String title) {
        return column(title, Side.LEFT);
    }

    /** Adds a column of numbers. */
    public MarkdownTable numbers(String title) {
        return column(title, Side.RIGHT);
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if it has not one cell a column
     */
    public MarkdownTable row(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(
                    "table row has " + cells.length + " cells, the table " + header.size() + " columns");
        }
        rows.add(List.of(cells).stream().map(MarkdownTable::escape).toList());
        return this;
    }

    /** The whole table, each line ended by {@code \n}. */
    @Override
    public String toString() {
        int[] widths = IntStream.range(0, header.size()).map(this::width).toArray();
        StringBuilder text = new StringBuilder();
        text.append(line(header, widths));
        text.append(IntStream.range(0, header.size())
                .mapToObj(i -> sides.get(i) == Side.RIGHT ? "-".repeat(widths[i] - 1) + ":" : "-".repeat(widths[i]))
                .collect(Collectors.joining(" | ", "| ", " |\n")));
        rows.forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    private MarkdownTable column(String title, Side side) {
        header.add(escape(title));
        sides.add(side);
        return this;
    }

    private int width(int column) {
        int widest = Math.max(LEAST_WIDTH, header.get(column).length());
        for (List<String> row : rows) {
            widest = Math.max(widest, row.get(column).length());
        }
        return widest;
    }

    private String line(List<String> cells, int[] widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> pad(cells.get(i), widths[i], sides.get(i)))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String pad(String cell, int width, Side side) {
        String blanks = " ".repeat(width - cell.length());
        return side == Side.RIGHT ? blanks + cell : cell + blanks;
    }

    private static String escape(String cell) {
        return cell.replace("|", "\\|").replace("\n", " ");
    }
}

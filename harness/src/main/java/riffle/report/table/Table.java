package riffle.report.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns and rows, in no format yet. */
public final class Table {

    /** What a column holds. */
    public enum Kind {
        WORDS,
        NUMBERS,
        /** Two numbers a cell. */
        INTERVALS
    }

    /**
     * A column.
     *
     * @param title with the unit, where there is one
     * @param kind what it holds
     */
    public record Column(String title, Kind kind) {}

    private final List<Column> columns = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    /** Adds a column of words. */
    public Table words(String title) {
        return column(title, Kind.WORDS);
    }

    /** Adds a column of numbers. */
    public Table numbers(String title) {
        return column(title, Kind.NUMBERS);
    }

    /** Adds a column of intervals. */
    public Table intervals(String title) {
        return column(title, Kind.INTERVALS);
    }

    /**
     * Adds a row.
     *
     * @param cells one a column; what is no {@link Cell} stands as its text, null as a dash
     * @throws IllegalArgumentException if it has not one cell a column
     */
    public Table row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "table row has " + cells.length + " cells, the table " + columns.size() + " columns");
        }
        rows.add(Arrays.stream(cells).map(Table::cell).toList());
        return this;
    }

    /** The columns, in order. */
    public List<Column> columns() {
        return List.copyOf(columns);
    }

    /** The rows, in order, each with one cell a column. */
    public List<List<Cell>> rows() {
        return List.copyOf(rows);
    }

    /** The table in Markdown. */
    @Override
    public String toString() {
        return Markdown.of(this);
    }

    private static Cell cell(Object value) {
        return value instanceof Cell cell ? cell : Cells.words(value == null ? null : String.valueOf(value));
    }

    private Table column(String title, Kind kind) {
        columns.add(new Column(title, kind));
        return this;
    }
}

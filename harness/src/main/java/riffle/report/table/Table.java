package riffle.report.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Columns and rows, in no format yet. */
public final class Table {

    /** What a column holds. */
    public enum ColumnKind {
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
    public record Column(String title, ColumnKind kind) {}

    private final List<Column> columns = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    /** Adds a column of words. */
    public Table words(String title) {
        return column(title, ColumnKind.WORDS);
    }

    /** Adds a column of numbers. */
    public Table numbers(String title) {
        return column(title, ColumnKind.NUMBERS);
    }

    /** Adds a column of intervals. */
    public Table intervals(String title) {
        return column(title, ColumnKind.INTERVALS);
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

    /**
     * The same rows with some of the columns.
     *
     * @param titles of the columns, in their new order
     * @throws IllegalArgumentException if there is no such column
     */
    public Table only(String... titles) {
        List<Integer> places = Arrays.stream(titles).map(this::place).toList();
        Table table = new Table();
        places.forEach(place -> table.columns.add(columns.get(place)));
        rows.forEach(row -> table.rows.add(places.stream().map(row::get).toList()));
        return table;
    }

    /** The same rows with all columns but one. */
    public Table without(String title) {
        int left = place(title);
        Table table = new Table();
        table.columns.addAll(columns);
        table.columns.remove(left);
        rows.forEach(row -> {
            List<Cell> cells = new ArrayList<>(row);
            cells.remove(left);
            table.rows.add(List.copyOf(cells));
        });
        return table;
    }

    /**
     * These rows and then those of another table.
     *
     * @throws IllegalArgumentException if it has other columns
     */
    public Table and(Table others) {
        if (!columns.equals(others.columns)) {
            throw new IllegalArgumentException("tables of other columns: " + columns + " and " + others.columns);
        }
        Table table = rows(row -> true);
        table.rows.addAll(others.rows);
        return table;
    }

    /** The rows that have this text in a column. */
    public Table where(String title, String text) {
        int place = place(title);
        return rows(row -> row.get(place).text().equals(text));
    }

    /** The rows by the numbers of a column, the largest first; those without a number last. */
    public Table largestFirst(String title) {
        int place = place(title);
        Table table = rows(row -> true);
        table.rows.sort(Comparator.comparing(
                row -> row.get(place).key(), Comparator.nullsLast(Comparator.<Double>reverseOrder())));
        return table;
    }

    /** As many rows from the first on, or all. */
    public Table first(int count) {
        Table table = new Table();
        table.columns.addAll(columns);
        table.rows.addAll(rows.subList(0, Math.min(count, rows.size())));
        return table;
    }

    /** The cell that all rows have in a column; empty if they differ or there is no row. */
    public Optional<Cell> shared(String title) {
        int place = place(title);
        List<Cell> cells = rows.stream().map(row -> row.get(place)).distinct().toList();
        return cells.size() == 1 ? Optional.of(cells.getFirst()) : Optional.empty();
    }

    /** The table in Markdown. */
    @Override
    public String toString() {
        return Markdown.of(this);
    }

    private static Cell cell(Object value) {
        return value instanceof Cell cell ? cell : Cells.words(value == null ? null : String.valueOf(value));
    }

    private int place(String title) {
        List<String> titles = columns.stream().map(Column::title).toList();
        if (!titles.contains(title)) {
            throw new IllegalArgumentException("no column is called " + title + ", there are " + titles);
        }
        return titles.indexOf(title);
    }

    private Table rows(Predicate<List<Cell>> chosen) {
        Table table = new Table();
        table.columns.addAll(columns);
        rows.stream().filter(chosen).forEach(table.rows::add);
        return table;
    }

    private Table column(String title, ColumnKind kind) {
        columns.add(new Column(title, kind));
        return this;
    }
}

package riffle.report.table;

import java.util.List;

/**
 * A cell: what people read, and the numbers behind it.
 *
 * @param text for people; a dash where there is nothing to say
 * @param numbers one number, the two ends of an interval, or nothing, in the unit that the column's title names
 */
public record Cell(String text, List<Double> numbers) {

    public Cell {
        numbers = List.copyOf(numbers);
    }

    /** A cell of one number. */
    static Cell of(String text, double number) {
        return new Cell(text, List.of(number));
    }

    /** What a cell is sorted by: its first number; null if it has none. */
    public Double key() {
        return numbers.isEmpty() ? null : numbers.getFirst();
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}

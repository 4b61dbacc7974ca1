package riffle.report.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import riffle.stats.Interval;

/** How values look in tables: the same in every locale, a dash where there is none. */
public final class Cells {

    /** No value. */
    public static final Cell NONE = new Cell("-", List.of());

    private static final double PERCENT = 100;
    private static final double MILLION = 1e6;

    private Cells() {}

    /** Words; a dash for null. */
    public static Cell words(String text) {
        return text == null ? NONE : new Cell(text, List.of());
    }

    /** A whole number; a dash for null. */
    public static Cell count(Number count) {
        return count == null ? NONE : Cell.of(String.valueOf(count.longValue()), (double) count.longValue());
    }

    /** Milliseconds with four digits or so; a dash for null. */
    public static Cell ms(Double ms) {
        return digits(ms);
    }

    /** Any quantity, with four digits or so; a dash for null and for what is no number. */
    public static Cell digits(Double value) {
        if (value == null || !Double.isFinite(value)) {
            return NONE;
        }
        double size = Math.abs(value);
        int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
        return Cell.of(String.format(Locale.ROOT, "%." + decimals + "f", value), value);
    }

    /** Millions, with one decimal. */
    public static Cell millions(long count) {
        return Cell.of(String.format(Locale.ROOT, "%.1f", count / MILLION), count / MILLION);
    }

    /** A ratio with two decimals and a multiplication sign. */
    public static Cell times(double ratio) {
        return Double.isFinite(ratio) ? Cell.of(fixed(ratio) + "x", ratio) : NONE;
    }

    /** A ratio near 1, with three decimals. */
    public static Cell ratio(double ratio) {
        return Cell.of(String.format(Locale.ROOT, "%.3f", ratio), ratio);
    }

    /** An interval of ratios near 1; a dash if there is none. */
    public static Cell ratios(Optional<Interval> interval) {
        return interval.map(ends -> ends(ends, ratio(ends.low()), ratio(ends.high())))
                .orElse(NONE);
    }

    /** Two decimals. */
    public static Cell fixed(double value) {
        return Double.isFinite(value) ? Cell.of(String.format(Locale.ROOT, "%.2f", value), value) : NONE;
    }

    /** Two decimals; a dash if there is no value. */
    public static Cell fixed(Optional<Double> value) {
        return value.map(Cells::fixed).orElse(NONE);
    }

    /** A very small number, such as an error: two digits and a power of ten; a dash for null. */
    public static Cell scientific(Double value) {
        return value == null ? NONE : Cell.of(String.format(Locale.ROOT, "%.1e", value), value);
    }

    /** An interval with two decimals; a dash if there is none. */
    public static Cell interval(Optional<Interval> interval) {
        return interval.map(ends -> ends(ends, fixed(ends.low()), fixed(ends.high())))
                .orElse(NONE);
    }

    /** An interval of shares in per cent; a dash if there is none. */
    public static Cell percents(Optional<Interval> interval) {
        return interval.map(ends -> ends(ends, percent(ends.low(), 1), percent(ends.high(), 1)))
                .orElse(NONE);
    }

    /** A share of a count in per cent; a dash where there is nothing to share. */
    public static Cell percent(long part, long whole) {
        return percent((double) part, (double) whole);
    }

    /** A share in per cent; a dash where there is nothing to share. */
    public static Cell percent(double part, double whole) {
        double share = PERCENT * part / whole;
        return Double.isFinite(share) ? Cell.of(String.format(Locale.ROOT, "%.1f %%", share), share) : NONE;
    }

    /** Two ends with two decimals, in the order given. */
    public static Cell range(double low, double high) {
        return new Cell(fixed(low) + " - " + fixed(high), List.of(low, high));
    }

    private static Cell ends(Interval interval, Cell low, Cell high) {
        return new Cell(low + " - " + high, List.of(interval.low(), interval.high()));
    }
}

package riffle.report;

import java.util.Locale;

/** How numbers look in tables: the same in every locale, a dash where there is none. */
final class Cells {

    static final String NONE = "-";

    private Cells() {}

    /** Milliseconds with four digits or so. */
    static String ms(Double ms) {
        if (ms == null) {
            return NONE;
        }
        int decimals = ms >= 1000 ? 0 : ms >= 100 ? 1 : ms >= 10 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", ms);
    }

    /** Millions, with one decimal. */
    static String millions(long count) {
        return String.format(Locale.ROOT, "%.1f", count / 1e6);
    }

    /** A ratio with two decimals and a multiplication sign. */
    static String times(double ratio) {
        return fixed(ratio) + "x";
    }

    /** A ratio near 1, with three decimals. */
    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.3f", ratio);
    }

    static String fixed(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** A share of a count in per cent; a dash where there is nothing to share. */
    static String percent(long part, long whole) {
        return percent((double) part, (double) whole);
    }

    /** A share in per cent; a dash where there is nothing to share. */
    static String percent(double part, double whole) {
        return whole == 0 ? NONE : String.format(Locale.ROOT, "%.1f %%", 100 * part / whole);
    }
}

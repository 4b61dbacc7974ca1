package riffle.stats;

import java.util.List;

/**
 * Decides when warm-up has ended: when the medians of three consecutive windows of passes lie within a tolerance of
 * each other.
 *
 * <p>Just-in-time compilation, clock ramps and cold caches make early passes slower, in steps; medians of windows
 * ignore single disturbances, which a shared machine has at any time. The rule is asked once a window, not once a pass,
 * so that noise gets few chances to look steady; it sees the last windows only, so a late change of pace restarts it.
 *
 * @param window passes in a window, at least 1
 * @param tolerance largest relative difference of the medians, such as 0.1
 */
public record SteadyState(int window, double tolerance) {

    /** Passes in a window where passes are short. */
    public static final int LONGEST_WINDOW = 10;

    /**
     * Medians may differ by this much: the tiers of a just-in-time compiler differ by factors, and a shared two-core
     * machine does not keep a better pace for long.
     */
    public static final double DEFAULT_TOLERANCE = 0.1;

    private static final int WINDOWS = 3;
    private static final double WINDOW_NANOS = 0.25e9;

    /**
     * @throws IllegalArgumentException if the window is empty or the tolerance negative
     */
    public SteadyState {
        if (window < 1 || !(tolerance >= 0)) {
            throw new IllegalArgumentException(
                    "steady state needs a window of at least 1 and a tolerance of at least 0, got " + window + " and "
                            + tolerance);
        }
    }

    /**
     * The rule for passes of about this length: a window is as many of them as fill a quarter of a second, at least one
     * (a pass of a second averages much by itself), at most {@value #LONGEST_WINDOW}.
     */
    public static SteadyState forPassOf(long nanos) {
        long fitting = Math.round(WINDOW_NANOS / Math.max(1, nanos));
        return new SteadyState(Math.clamp(fitting, 1, LONGEST_WINDOW), DEFAULT_TOLERANCE);
    }

    /** Whether these passes, oldest first, have ended in a steady state. */
    public boolean reached(List<Long> passes) {
        int count = passes.size();
        if (count < WINDOWS * window || count % window != 0) {
            return false;
        }
        double fastest = Double.POSITIVE_INFINITY;
        double slowest = 0;
        for (int end = count; end > count - WINDOWS * window; end -= window) {
            double median = Summary.median(passes.subList(end - window, end));
            fastest = Math.min(fastest, median);
            slowest = Math.max(slowest, median);
        }
        return slowest <= (1 + tolerance) * fastest;
    }

    /** Whether these later passes keep the pace in which the warm-up ended. */
    public boolean kept(List<Long> passes, List<Long> later) {
        double before = Summary.median(passes.subList(Math.max(0, passes.size() - window), passes.size()));
        double after = Summary.median(later);
        return Math.max(before, after) <= (1 + 2 * tolerance) * Math.min(before, after);
    }
}

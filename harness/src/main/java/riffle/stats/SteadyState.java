package riffle.stats;

import java.util.List;

/**
 * Decides when warm-up has ended: when the medians of two consecutive windows of passes differ by no more than a tolerance.
 *
 * <p>Just-in-time compilation, clock ramps and cold caches make early passes slower; medians of windows ignore single
 * disturbances, which a shared machine has at any time. The rule looks at the last two windows only, so it is deterministic
 * and a late change of pace restarts it.
 *
 * @param window passes in a window, at least 1
 * @param tolerance largest relative difference of the two medians, such as 0.05
 */
public record SteadyState(int window, double tolerance) {

    /** Passes in a window where passes are short. */
    public static final int LONGEST_WINDOW = 10;

    /** Two windows may differ by this much; a shared two-core machine does not do better for long. */
    public static final double DEFAULT_TOLERANCE = 0.05;

    private static final double WINDOW_NANOS = 0.5e9;

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
     * The rule for passes of about this length: a window is as many of them as fill half a second, at least two (a pass of a
     * second averages much by itself), at most {@value #LONGEST_WINDOW}.
     */
    public static SteadyState forPassOf(long nanos) {
        long fitting = Math.round(WINDOW_NANOS / Math.max(1, nanos));
        return new SteadyState(Math.clamp(fitting, 2, LONGEST_WINDOW), DEFAULT_TOLERANCE);
    }

    /** Whether these passes, oldest first, have ended in a steady state. */
    public boolean reached(List<Long> passes) {
        int count = passes.size();
        if (count < 2 * window) {
            return false;
        }
        double last = Summary.median(passes.subList(count - window, count));
        double previous = Summary.median(passes.subList(count - 2 * window, count - window));
        return Math.abs(last - previous) <= tolerance * Math.min(last, previous);
    }
}

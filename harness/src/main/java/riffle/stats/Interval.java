package riffle.stats;

/**
 * A closed interval.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {

    /**
     * @throws IllegalArgumentException if the ends are not in order
     */
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("interval ends out of order: " + low + ", " + high);
        }
    }

    /**
     * How far the ends of an interval of ratios lie from its middle, as a share of it: half of the logarithms'
     * difference.
     */
    public double halfWidth() {
        return Math.sqrt(high / low) - 1;
    }

    /** Whether the value lies inside, ends included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}

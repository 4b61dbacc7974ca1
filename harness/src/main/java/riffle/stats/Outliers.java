package riffle.stats;

import java.util.Collection;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * Samples outside Tukey's fences, counted and never dropped. Mild ones lie more than 1.5 interquartile ranges beyond a
 * quartile, severe ones more than 3; each sample is counted once.
 *
 * @param lowSevere far below
 * @param lowMild below
 * @param highMild above
 * @param highSevere far above
 */
public record Outliers(int lowSevere, int lowMild, int highMild, int highSevere) {

    private static final double MILD = 1.5;
    private static final double SEVERE = 3;

    /**
     * Counts the outliers of at least one sample.
     *
     * @throws IllegalArgumentException if there are no samples
     */
    public static Outliers of(Collection<? extends Number> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("outliers need at least one sample");
        }
        double[] values = samples.stream().mapToDouble(Number::doubleValue).toArray();
        Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
        percentile.setData(values);
        double low = percentile.evaluate(25);
        double high = percentile.evaluate(75);
        double range = high - low;
        int lowAll = count(values, low - MILD * range, -1);
        int lowSevere = count(values, low - SEVERE * range, -1);
        int highAll = count(values, high + MILD * range, 1);
        int highSevere = count(values, high + SEVERE * range, 1);
        return new Outliers(lowSevere, lowAll - lowSevere, highAll - highSevere, highSevere);
    }

    /** All of them. */
    public int total() {
        return lowSevere + lowMild + highMild + highSevere;
    }

    private static int count(double[] values, double fence, int side) {
        int beyond = 0;
        for (double value : values) {
            beyond += side * value > side * fence ? 1 : 0;
        }
        return beyond;
    }
}

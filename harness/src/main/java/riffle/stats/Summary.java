package riffle.stats;

import java.util.Arrays;
import java.util.Collection;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * Order statistics of samples, in the samples' own unit. Outliers are kept: all of these but the minimum resist them.
 *
 * @param count number of samples
 * @param median half of the samples are below it
 * @param p90 nine tenths of the samples are below it
 * @param min smallest sample
 * @param iqr interquartile range, the width of the middle half: the spread that reports print
 */
public record Summary(int count, double median, double p90, double min, double iqr) {

    private static final double HIGHEST = 90;

    /**
     * Summary of at least one sample. Quantiles between two samples are interpolated (type 7 of Hyndman and Fan).
     *
     * @throws IllegalArgumentException if there are no samples
     */
    public static Summary of(Collection<? extends Number> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("a summary needs at least one sample");
        }
        double[] values = samples.stream().mapToDouble(Number::doubleValue).toArray();
        Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
        percentile.setData(values);
        double quartiles = percentile.evaluate(75) - percentile.evaluate(25);
        double min = Arrays.stream(values).min().orElseThrow();
        return new Summary(values.length, percentile.evaluate(50), percentile.evaluate(HIGHEST), min, quartiles);
    }

    /** The median alone. */
    public static double median(Collection<? extends Number> samples) {
        return of(samples).median();
    }
}

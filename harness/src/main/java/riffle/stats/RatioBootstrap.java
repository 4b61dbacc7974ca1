package riffle.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * How many times one time is another, and how well that is known, from one median per block.
 *
 * <p>Samples of one process are correlated, so the block (one process) is what gets resampled. The number is the
 * Hodges-Lehmann estimate on the logarithms, which one disturbed block does not move far. The interval is its
 * percentile bootstrap at an expanded level: with n blocks a plain bootstrap is too narrow, by about sqrt((n - 1) / n)
 * and by taking normal for Student's quantiles, so that its 95 % holds 87 in 100 at five blocks. See
 * docs/decisions/0015-intervals.md.
 */
public final class RatioBootstrap {

    /** Pairs of blocks below which no interval can hold 95 in 100, were it as wide as all of them. */
    public static final int FEWEST_PAIRS = 5;

    /** The same for unpaired blocks, of each side. */
    public static final int FEWEST_UNPAIRED = 4;

    /** Confidence of the interval. */
    public static final double CONFIDENCE = 0.95;

    private static final int RESAMPLES = 2000;

    /** An interval made twice from the same blocks is the same twice. */
    private static final long SEED = 18;

    private static final double TAIL = (1 - CONFIDENCE) / 2;

    private RatioBootstrap() {}

    /**
     * Ratio of blocks that were measured in pairs: what disturbed one side disturbed the other.
     *
     * @param numerator one median per block
     * @param denominator one median per block, of the same blocks in the same order
     * @throws IllegalArgumentException if the sides differ in length or are empty, or a median is not above 0
     */
    public static Estimate paired(List<Double> numerator, List<Double> denominator) {
        int blocks = numerator.size();
        if (blocks != denominator.size()) {
            throw new IllegalArgumentException("paired blocks expected, got " + blocks + " and " + denominator.size());
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            ratios.add(numerator.get(i) / denominator.get(i));
        }
        return ofRatios(ratios);
    }

    /**
     * The ratio that one ratio per block speaks of.
     *
     * @throws IllegalArgumentException if there are none, or one is not above 0
     */
    public static Estimate ofRatios(List<Double> ratios) {
        int blocks = ratios.size();
        HodgesLehmann centre = HodgesLehmann.centre(logarithms(ratios));
        int[] once = once(blocks);
        double ratio = Math.exp(centre.of(once, once));
        if (blocks < FEWEST_PAIRS) {
            return new Estimate(ratio, Optional.empty());
        }
        double tail = expandedTail((double) blocks / (blocks - 1), blocks - 1);
        return new Estimate(ratio, Optional.of(interval(tail, random -> {
            int[] drawn = drawn(blocks, random);
            return centre.of(drawn, drawn);
        })));
    }

    /**
     * Ratio of blocks of two runs, which share nothing.
     *
     * @param numerator one median per block
     * @param denominator one median per block
     * @throws IllegalArgumentException if a side is empty, or a median is not above 0
     */
    public static Estimate unpaired(List<Double> numerator, List<Double> denominator) {
        int above = numerator.size();
        int below = denominator.size();
        HodgesLehmann shift = HodgesLehmann.shift(logarithms(denominator), logarithms(numerator));
        double ratio = Math.exp(shift.of(once(below), once(above)));
        if (Math.min(above, below) < FEWEST_UNPAIRED) {
            return new Estimate(ratio, Optional.empty());
        }
        double variance = 1.0 / above + 1.0 / below;
        double bootstrapped = (above - 1.0) / (above * above) + (below - 1.0) / (below * below);
        double tail = expandedTail(variance / bootstrapped, above + below - 2);
        return new Estimate(
                ratio, Optional.of(interval(tail, random -> shift.of(drawn(below, random), drawn(above, random)))));
    }

    /**
     * The tail that makes a bootstrap as wide as Student's interval, where its variance is too small by this factor.
     */
    private static double expandedTail(double variance, double freedom) {
        double student = new TDistribution(freedom).inverseCumulativeProbability(TAIL);
        return new NormalDistribution().cumulativeProbability(Math.sqrt(variance) * student);
    }

    private static Interval interval(double tail, ToDoubleFunction<RandomGenerator> resample) {
        RandomGenerator random = new Well19937c(SEED);
        double[] resampled = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            resampled[i] = resample.applyAsDouble(random);
        }
        Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
        percentile.setData(resampled);
        return new Interval(Math.exp(percentile.evaluate(100 * tail)), Math.exp(percentile.evaluate(100 * (1 - tail))));
    }

    /** A resample of n blocks: how often each was drawn. */
    private static int[] drawn(int blocks, RandomGenerator random) {
        int[] drawn = new int[blocks];
        for (int i = 0; i < blocks; i++) {
            drawn[random.nextInt(blocks)]++;
        }
        return drawn;
    }

    private static int[] once(int blocks) {
        int[] once = new int[blocks];
        Arrays.fill(once, 1);
        return once;
    }

    private static double[] logarithms(List<Double> values) {
        if (values.isEmpty() || values.stream().anyMatch(value -> !(value > 0) || value.isInfinite())) {
            throw new IllegalArgumentException("a ratio is made of times above 0, one or more, got " + values);
        }
        return values.stream().mapToDouble(Math::log).toArray();
    }
}

package riffle.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * Percentile bootstrap of a ratio of medians over blocks.
 *
 * <p>Samples of one process are correlated, so the block (one process of each configuration) is what gets resampled, and a
 * block keeps both its sides: what disturbed one of them disturbed the other.
 */
public final class RatioBootstrap {

    /** With fewer blocks the interval would be little but the range of the blocks, so there is none. */
    public static final int FEWEST_BLOCKS = 5;

    /** Confidence of the interval. */
    public static final double CONFIDENCE = 0.95;

    private static final int RESAMPLES = 2000;

    private RatioBootstrap() {}

    /**
     * Interval of median(numerator) / median(denominator).
     *
     * @param numerator one median per block
     * @param denominator one median per block, of the same blocks in the same order
     * @param seed of the resampling: the same seed gives the same interval
     * @return nothing if there are fewer than {@value #FEWEST_BLOCKS} blocks
     * @throws IllegalArgumentException if the two sides have different numbers of blocks
     */
    public static Optional<Interval> interval(List<Double> numerator, List<Double> denominator, long seed) {
        int blocks = numerator.size();
        if (blocks != denominator.size()) {
            throw new IllegalArgumentException("paired blocks expected, got " + blocks + " and " + denominator.size());
        }
        if (blocks < FEWEST_BLOCKS) {
            return Optional.empty();
        }
        Well19937c random = new Well19937c(seed);
        double[] ratios = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            List<Double> above = new ArrayList<>(blocks);
            List<Double> below = new ArrayList<>(blocks);
            for (int i = 0; i < blocks; i++) {
                int drawn = random.nextInt(blocks);
                above.add(numerator.get(drawn));
                below.add(denominator.get(drawn));
            }
            ratios[r] = Summary.median(above) / Summary.median(below);
        }
        Percentile percentile = new Percentile();
        percentile.setData(ratios);
        double tail = 100 * (1 - CONFIDENCE) / 2;
        return Optional.of(new Interval(percentile.evaluate(tail), percentile.evaluate(100 - tail)));
    }
}

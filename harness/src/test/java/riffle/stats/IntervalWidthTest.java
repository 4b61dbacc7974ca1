package riffle.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where noise is normal the intervals are as wide as Student's, which is exact there; plain bootstraps are not. */
class IntervalWidthTest {

    private static final double NOISE = 0.02;

    /** Times about a centre whose logarithms are the quantiles of a normal distribution. */
    private static List<Double> times(int blocks, double centre) {
        List<Double> times = new ArrayList<>();
        NormalDistribution normal = new NormalDistribution();
        for (int i = 0; i < blocks; i++) {
            times.add(centre * Math.exp(NOISE * normal.inverseCumulativeProbability((i + 0.5) / blocks)));
        }
        return times;
    }

    private static double squares(List<Double> times) {
        double mean = times.stream().mapToDouble(Math::log).average().orElseThrow();
        return times.stream()
                .mapToDouble(time -> Math.pow(Math.log(time) - mean, 2))
                .sum();
    }

    private static double student(int freedom, double variance) {
        return new TDistribution(freedom).inverseCumulativeProbability(0.975) * Math.sqrt(variance);
    }

    private static void assertAsWide(double least, double ratio, double halfWidth, Estimate estimate) {
        assertEquals(ratio, estimate.value(), 1e-3 * ratio);
        Interval interval = estimate.interval().orElseThrow();
        double low = Math.log(ratio / interval.low()) / halfWidth;
        double high = Math.log(interval.high() / ratio) / halfWidth;
        assertTrue(least < low && low < 1.11, () -> low + " of Student's half-width below");
        assertTrue(least < high && high < 1.11, () -> high + " of Student's half-width above");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7, 20})
    void ofPairs(int blocks) {
        List<Double> ratios = times(blocks, 3);
        double variance = squares(ratios) / (blocks - 1) / blocks;
        assertAsWide(0.97, 3, student(blocks - 1, variance), RatioBootstrap.ofRatios(ratios));
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "7, 7", "5, 20", "20, 6"})
    void ofRunsThatShareNothing(int above, int below) {
        List<Double> numerator = times(above, 12);
        List<Double> denominator = times(below, 4);
        double freedom = above + below - 2.0;
        double variance = (squares(numerator) + squares(denominator)) / freedom * (1.0 / above + 1.0 / below);
        assertAsWide(0.92, 3, student((int) freedom, variance), RatioBootstrap.unpaired(numerator, denominator));
    }

    @Test
    void fourBlocksOnEitherSideAreEnoughForRunsThatShareNothing() {
        assertTrue(RatioBootstrap.unpaired(times(4, 1), times(4, 1)).interval().isPresent());
        assertTrue(RatioBootstrap.unpaired(times(5, 1), times(3, 1)).interval().isEmpty());
        assertTrue(RatioBootstrap.ofRatios(times(5, 1)).interval().isPresent());
        assertTrue(RatioBootstrap.ofRatios(times(4, 1)).interval().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void whatIsNoTimeIsRefused(double time) {
        assertThrows(IllegalArgumentException.class, () -> RatioBootstrap.ofRatios(List.of(1.0, time)));
    }
}

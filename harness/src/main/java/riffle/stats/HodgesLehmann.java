package riffle.stats;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Estimates of Hodges and Lehmann (Annals of Mathematical Statistics 34, 1963): nearly as sharp as means where noise is
 * normal, and moved little by a disturbed value. All pairs of values are sorted once; a resample, which is how often
 * each value was drawn, then only weights them.
 */
final class HodgesLehmann {

    /**
     * What a pair of values says.
     *
     * @param value their mean or difference
     * @param first index of the first value
     * @param second index of the second
     */
    private record Pair(double value, int first, int second) {}

    private final Pair[] pairs;
    private final boolean oneSample;

    private HodgesLehmann(Pair[] pairs, boolean oneSample) {
        this.pairs = pairs;
        this.oneSample = oneSample;
        Arrays.sort(pairs, Comparator.comparingDouble(Pair::value));
    }

    /**
     * Centre of values that lie symmetrically about it: the median of the means of all pairs, each value with itself
     * too.
     */
    static HodgesLehmann centre(double[] values) {
        int count = values.length;
        Pair[] pairs = new Pair[count * (count + 1) / 2];
        int next = 0;
        for (int i = 0; i < count; i++) {
            for (int j = i; j < count; j++) {
                pairs[next++] = new Pair((values[i] + values[j]) / 2, i, j);
            }
        }
        return new HodgesLehmann(pairs, true);
    }

    /** How much further the second values lie: the median of all differences. */
    static HodgesLehmann shift(double[] first, double[] second) {
        Pair[] pairs = new Pair[first.length * second.length];
        int next = 0;
        for (int i = 0; i < first.length; i++) {
            for (int j = 0; j < second.length; j++) {
                pairs[next++] = new Pair(second[j] - first[i], i, j);
            }
        }
        return new HodgesLehmann(pairs, false);
    }

    /**
     * The estimate for a resample.
     *
     * @param firstDrawn how often each of the first values was drawn
     * @param secondDrawn the same of the second values; the same array where there is one sample
     */
    double of(int[] firstDrawn, int[] secondDrawn) {
        long total = pairs.length; // a resample has as many values as the sample, so as many pairs
        long below = 0;
        double lower = Double.NaN;
        for (Pair pair : pairs) {
            long weight = weight(pair, firstDrawn, secondDrawn);
            if (weight == 0) {
                continue;
            }
            below += weight;
            if (!Double.isNaN(lower)) {
                return (lower + pair.value) / 2; // an even number, and its middle lies between two pairs
            }
            if (2 * below > total) {
                return pair.value;
            }
            if (2 * below == total) {
                lower = pair.value;
            }
        }
        throw new IllegalArgumentException("an estimate needs a value, none was drawn");
    }

    /** How many of the resample's pairs are copies of this one. */
    private long weight(Pair pair, int[] firstDrawn, int[] secondDrawn) {
        long first = firstDrawn[pair.first];
        if (oneSample && pair.first == pair.second) {
            return first * (first + 1) / 2;
        }
        return first * secondDrawn[pair.second];
    }
}

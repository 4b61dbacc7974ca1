package riffle.stats;

import java.util.Arrays;

/**
 * Estimates of Hodges and Lehmann (Annals of Mathematical Statistics 34, 1963): nearly as sharp as means where noise is
 * normal, and moved little by a disturbed value.
 */
final class HodgesLehmann {

    private HodgesLehmann() {}

    /** Centre of values that lie symmetrically about it: the median of the means of all pairs, each value with itself too. */
    static double centre(double[] values) {
        int count = values.length;
        double[] means = new double[count * (count + 1) / 2];
        int next = 0;
        for (int i = 0; i < count; i++) {
            for (int j = i; j < count; j++) {
                means[next++] = (values[i] + values[j]) / 2;
            }
        }
        return median(means);
    }

    /** How much further the second values lie: the median of all differences. */
    static double shift(double[] first, double[] second) {
        double[] differences = new double[first.length * second.length];
        int next = 0;
        for (double from : first) {
            for (double to : second) {
                differences[next++] = to - from;
            }
        }
        return median(differences);
    }

    /** Sorts its argument: this is called thousands of times for an interval. */
    private static double median(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}

package riffle.analysis.speedup;

import java.util.Optional;
import riffle.network.NetworkSpec;

/**
 * What somebody published about a pair of networks. Not measured here.
 *
 * @param source paper or project, with table or version
 * @param device what it was measured on
 * @param threads of a processor; empty for a GPU
 * @param network the network
 * @param baseline what it is compared with
 * @param theoretical ratio of the source's own multiply-adds, of ours where it gives none
 * @param baselineMs the baseline's time, ms
 * @param networkMs the network's time, ms
 * @param exponent ln(actual) / ln(theoretical); empty where theory sees less than 10 % of difference
 */
public record PublishedSpeedup(
        String source,
        String device,
        Optional<Integer> threads,
        NetworkSpec network,
        NetworkSpec baseline,
        double theoretical,
        double baselineMs,
        double networkMs,
        Optional<Double> exponent) {

    /** The baseline's time over the network's. */
    public double actual() {
        return baselineMs / networkMs;
    }

    /** Actual over theoretical. */
    public double retained() {
        return actual() / theoretical;
    }

    /** 4 to the exponent. */
    public Optional<Double> perFourfold() {
        return exponent.map(alpha -> Math.pow(4, alpha));
    }
}

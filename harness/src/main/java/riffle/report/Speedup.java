package riffle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import riffle.network.Complexity;
import riffle.network.NetworkSpec;
import riffle.result.Block;
import riffle.result.ResultRow;
import riffle.stats.Interval;
import riffle.stats.RatioBootstrap;
import riffle.stats.Summary;

/**
 * What a network gains over a baseline.
 *
 * @param theoretical the baseline's multiply-adds over the network's, both of the part that runs at this size
 * @param actual the median of the baseline's block medians over that of the network's, both of the blocks in which both were
 *     steady; NaN if there is none
 * @param interval of the actual speedup; empty if there are too few blocks
 */
record Speedup(double theoretical, double actual, Optional<Interval> interval) {

    /** The resampling's seed: a report made twice from one file says the same twice. */
    private static final long SEED = 18;

    private static final double NO_DIFFERENCE = 0.1;

    /** Speedup of a row over a baseline, both with numbers. */
    static Speedup of(ResultRow row, ResultRow baseline) {
        List<Double> slow = new ArrayList<>();
        List<Double> fast = new ArrayList<>();
        for (int i = 0; i < Math.min(row.blocks().size(), baseline.blocks().size()); i++) {
            Block ours = row.blocks().get(i);
            Block theirs = baseline.blocks().get(i);
            if (ours.steady() && theirs.steady()) {
                fast.add(ours.medianMs());
                slow.add(theirs.medianMs());
            }
        }
        return new Speedup(
                theoretical(
                        row.result().subject().spec(),
                        baseline.result().subject().spec()),
                slow.isEmpty() ? Double.NaN : Summary.median(slow) / Summary.median(fast),
                RatioBootstrap.interval(slow, fast, SEED));
    }

    static double theoretical(NetworkSpec network, NetworkSpec baseline) {
        return (double) Complexity.of(baseline).macsTotal()
                / Complexity.of(network).macsTotal();
    }

    /** How much of the theoretical speedup became real. */
    double retained() {
        return actual / theoretical;
    }

    /** ln(actual) / ln(theoretical); empty where theory sees next to no difference. */
    Optional<Double> exponent() {
        double theory = Math.log(theoretical);
        return Math.abs(theory) < NO_DIFFERENCE ? Optional.empty() : Optional.of(Math.log(actual) / theory);
    }
}

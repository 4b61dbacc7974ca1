package riffle.analysis.speedup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import riffle.analysis.row.Rows;
import riffle.analysis.row.Setting;
import riffle.network.Complexity;
import riffle.network.NetworkSpec;
import riffle.result.ResultRow;
import riffle.result.RunResult;
import riffle.stats.Estimate;
import riffle.stats.RatioBootstrap;

/** Theoretical beside actual speedups of a run. */
public final class Speedups {

    /** Where theory sees less difference than this, in logarithms, an exponent would say nothing. */
    private static final double NO_DIFFERENCE = 0.1;

    private static final double FOURFOLD = 4;

    /** Counted once: building a network takes milliseconds, and every pair of rows asks. */
    private static final Map<NetworkSpec, Long> MACS = new ConcurrentHashMap<>();

    private Speedups() {}

    /**
     * Every network over every baseline that its setting has, itself too (whose speedup is 1), baseline by baseline.
     */
    public static List<Speedup> of(RunResult run) {
        List<Speedup> speedups = new ArrayList<>();
        Rows.bySetting(run).forEach((setting, rows) -> {
            for (ResultRow baseline : rows) {
                for (ResultRow row : rows) {
                    if (Rows.network(baseline).isBaselineOf(Rows.network(row))) {
                        speedups.add(of(row, baseline));
                    }
                }
            }
        });
        return speedups;
    }

    /** Speedup of a row over another of the same setting. */
    public static Speedup of(ResultRow row, ResultRow baseline) {
        NetworkSpec network = Rows.network(row);
        NetworkSpec other = Rows.network(baseline);
        double theoretical = theoretical(network, other);
        Optional<Estimate> actual = actual(row, baseline);
        double theory = Math.log(theoretical);
        Optional<Estimate> exponent =
                actual.filter(known -> differs(theoretical)).map(known -> known.map(ratio -> Math.log(ratio) / theory));
        return new Speedup(
                Setting.of(row.result().subject()),
                network,
                other,
                theoretical,
                actual,
                actual.map(known -> known.map(ratio -> ratio / theoretical)),
                exponent,
                exponent.map(known -> known.map(alpha -> Math.pow(FOURFOLD, alpha))),
                PublishedTimes.speedups(network, other));
    }

    /**
     * The baseline's time over the row's, from the blocks in which both were steady; empty if there is no such number.
     */
    public static Optional<Estimate> actual(ResultRow row, ResultRow baseline) {
        if (!Rows.hasNumber(row) || !Rows.hasNumber(baseline)) {
            return Optional.empty();
        }
        List<Double> slow = new ArrayList<>();
        List<Double> fast = new ArrayList<>();
        for (Rows.BlockPair pair : Rows.pairs(row, baseline)) {
            fast.add(pair.first().medianMs());
            slow.add(pair.second().medianMs());
        }
        return slow.isEmpty() ? Optional.empty() : Optional.of(RatioBootstrap.paired(slow, fast));
    }

    /** The baseline's multiply-adds over the network's, both of the part that runs at its size. */
    public static double theoretical(NetworkSpec network, NetworkSpec baseline) {
        return (double) macs(baseline) / macs(network);
    }

    private static long macs(NetworkSpec network) {
        return MACS.computeIfAbsent(network, spec -> Complexity.of(spec).macsTotal());
    }

    /** Whether theory sees enough of a difference for an exponent. */
    static boolean differs(double theoretical) {
        return Math.abs(Math.log(theoretical)) >= NO_DIFFERENCE;
    }
}

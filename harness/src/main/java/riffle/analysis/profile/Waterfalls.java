package riffle.analysis.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import riffle.analysis.profile.Waterfall.Factor;
import riffle.analysis.profile.Waterfall.FactorKind;
import riffle.analysis.row.BlockTimes;
import riffle.analysis.row.Roofs;
import riffle.analysis.row.Rows;
import riffle.analysis.row.Setting;
import riffle.analysis.speedup.Speedups;
import riffle.result.ResultRow;
import riffle.result.RunResult;
import riffle.stats.Estimate;
import riffle.stats.RatioBootstrap;
import riffle.stats.Summary;

/**
 * What turns a theoretical speedup into the actual one. The way starts where both networks compute at one rate, the
 * baseline's average over its kernels with multiply-adds, and nothing else takes time: there the speedup is theory's.
 * Then each part becomes real: a class of operators takes the time that it took, what only moves data takes its time,
 * and so on. What a part does depends on which others are real already, so its factor is the geometric mean over all
 * orders: Shapley's value of the logarithms, which add up exactly.
 */
public final class Waterfalls {

    private static final String DATA_MOVING = "data-moving operators";
    private static final String DISPATCH = "dispatch";
    private static final String DISPATCH_AND_HOST = "dispatch and host";
    private static final String HOST = "host";
    private static final String TRANSFER = "transfer";

    private Waterfalls() {}

    /** One for each pair of networks that is compared and has numbers, a network with itself left out. */
    public static List<Waterfall> of(RunResult run) {
        List<Waterfall> waterfalls = new ArrayList<>();
        Rows.bySetting(run).forEach((setting, rows) -> {
            Optional<Double> launchMs = Roofs.of(run, setting).launchMs();
            for (ResultRow baseline : rows) {
                for (ResultRow row : rows) {
                    if (!row.equals(baseline)
                            && Rows.network(baseline).isBaselineOf(Rows.network(row))
                            && !Rows.pairs(row, baseline).isEmpty()) {
                        of(row, baseline, launchMs).ifPresent(waterfalls::add);
                    }
                }
            }
        });
        return waterfalls;
    }

    /**
     * From theory to practice of a pair.
     *
     * @param launchMs cost of a launch in a queue, where it is known
     */
    static Optional<Waterfall> of(ResultRow row, ResultRow baseline, Optional<Double> launchMs) {
        Optional<Estimate> actual = Speedups.actual(row, baseline);
        if (actual.isEmpty()) {
            return Optional.empty();
        }
        double theoretical = Speedups.theoretical(Rows.network(row), Rows.network(baseline));
        Map<Key, List<BlockFactor>> steps = new TreeMap<>();
        for (Rows.BlockPair pair : Rows.pairs(row, baseline)) {
            BlockTimes ours = BlockTimes.of(row, pair.first());
            BlockTimes theirs = BlockTimes.of(baseline, pair.second());
            steps(ours, theirs, launchMs)
                    .forEach((key, step) -> steps.computeIfAbsent(key, unused -> new ArrayList<>())
                            .add(step));
        }
        List<Factor> parts = new ArrayList<>();
        steps.forEach((key, list) -> parts.add(part(key, list)));
        double explained = theoretical;
        for (Factor part : parts) {
            explained *= part.factor().value();
        }
        double reached = actual.get().value();
        return Optional.of(new Waterfall(
                Setting.of(row.result().subject()),
                Rows.network(row),
                Rows.network(baseline),
                theoretical,
                parts,
                reached / explained,
                reached));
    }

    private static Factor part(Key key, List<BlockFactor> steps) {
        Estimate factor = RatioBootstrap.ofRatios(
                steps.stream().map(step -> Math.exp(step.logarithm)).toList());
        return new Factor(
                key.kind,
                key.name,
                factor,
                Summary.median(steps.stream().map(step -> step.networkMs).toList()),
                Summary.median(steps.stream().map(step -> step.baselineMs).toList()));
    }

    /** What orders the parts. */
    private record Key(FactorKind kind, String name) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return kind == other.kind ? name.compareTo(other.name) : kind.compareTo(other.kind);
        }
    }

    /** One part in one block: its times as theory starts, its real ones, and what it does to the speedup. */
    private record BlockFactor(double networkMs, double baselineMs, double logarithm) {}

    /** One part of one block before the factor is known. */
    private record Switch(Key key, double networkTheory, double networkMs, double baselineTheory, double baselineMs) {}

    private static Map<Key, BlockFactor> steps(BlockTimes ours, BlockTimes theirs, Optional<Double> launchMs) {
        List<Switch> switches = new ArrayList<>();
        double baselineRate = averageRate(theirs);
        Set<String> classes = new TreeSet<>(ours.kernelMs().keySet());
        classes.addAll(theirs.kernelMs().keySet());
        double ourMoving = 0;
        double theirMoving = 0;
        for (String name : classes) {
            double ourMs = ours.kernelMs().getOrDefault(name, 0.0);
            double theirMs = theirs.kernelMs().getOrDefault(name, 0.0);
            long ourMacs = ours.macs().getOrDefault(name, 0L);
            long theirMacs = theirs.macs().getOrDefault(name, 0L);
            if (ourMacs + theirMacs == 0) {
                ourMoving += ourMs;
                theirMoving += theirMs;
            } else {
                switches.add(new Switch(
                        new Key(FactorKind.EFFICIENCY, name),
                        ourMacs / baselineRate,
                        ourMs,
                        theirMacs / baselineRate,
                        theirMs));
            }
        }
        switches.add(added(FactorKind.DATA_MOVING, DATA_MOVING, ourMoving, theirMoving));
        if (launchMs.isPresent()) {
            double ourLaunches = Math.min(ours.dispatchMs(), ours.launches() * launchMs.get());
            double theirLaunches = Math.min(theirs.dispatchMs(), theirs.launches() * launchMs.get());
            switches.add(added(FactorKind.DISPATCH, DISPATCH, ourLaunches, theirLaunches));
            switches.add(
                    added(FactorKind.HOST, HOST, ours.dispatchMs() - ourLaunches, theirs.dispatchMs() - theirLaunches));
        } else {
            switches.add(added(FactorKind.DISPATCH, DISPATCH_AND_HOST, ours.dispatchMs(), theirs.dispatchMs()));
        }
        switches.add(added(FactorKind.TRANSFER, TRANSFER, ours.transferMs(), theirs.transferMs()));
        return shapley(switches);
    }

    private static Switch added(FactorKind kind, String name, double networkMs, double baselineMs) {
        return new Switch(new Key(kind, name), 0, networkMs, 0, baselineMs);
    }

    private static double averageRate(BlockTimes times) {
        double ms = 0;
        long macs = 0;
        for (Map.Entry<String, Long> entry : times.macs().entrySet()) {
            if (entry.getValue() > 0) {
                macs += entry.getValue();
                ms += times.kernelMs().get(entry.getKey());
            }
        }
        return macs / ms;
    }

    private static Map<Key, BlockFactor> shapley(List<Switch> switches) {
        int count = switches.size();
        double[] logarithms = new double[1 << count];
        for (int real = 0; real < logarithms.length; real++) {
            double network = 0;
            double baseline = 0;
            for (int i = 0; i < count; i++) {
                Switch part = switches.get(i);
                boolean isReal = (real >> i & 1) == 1;
                network += isReal ? part.networkMs : part.networkTheory;
                baseline += isReal ? part.baselineMs : part.baselineTheory;
            }
            logarithms[real] = Math.log(baseline / network);
        }
        double[] weights = weights(count);
        Map<Key, BlockFactor> steps = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            double logarithm = 0;
            for (int real = 0; real < logarithms.length; real++) {
                if ((real >> i & 1) == 0) {
                    logarithm += weights[Integer.bitCount(real)] * (logarithms[real | 1 << i] - logarithms[real]);
                }
            }
            Switch part = switches.get(i);
            steps.put(part.key, new BlockFactor(part.networkMs, part.baselineMs, logarithm));
        }
        return steps;
    }

    /** Share of the orders of n parts in which a given set of k others comes first: k! (n - 1 - k)! / n!. */
    private static double[] weights(int count) {
        double[] weights = new double[count];
        weights[0] = 1.0 / count;
        for (int k = 1; k < count; k++) {
            weights[k] = weights[k - 1] * k / (count - k);
        }
        return weights;
    }
}

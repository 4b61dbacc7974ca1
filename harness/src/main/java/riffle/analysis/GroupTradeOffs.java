package riffle.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import riffle.analysis.GroupTradeOff.Group;
import riffle.analysis.row.Rows;
import riffle.analysis.row.Setting;
import riffle.analysis.speedup.Speedups;
import riffle.network.Architecture;
import riffle.network.Complexity;
import riffle.network.NetworkSpec;
import riffle.network.PublishedErrors;
import riffle.result.ResultRow;
import riffle.result.RunResult;
import riffle.stats.Verdict;

/** What the number of groups costs, and what the paper says that it gains. */
final class GroupTradeOffs {

    private static final int PAPERS_CHOICE = 3;

    private GroupTradeOffs() {}

    /** One for each setting and scale with more than one g. */
    static List<GroupTradeOff> of(RunResult run) {
        List<GroupTradeOff> tradeOffs = new ArrayList<>();
        Rows.bySetting(run).forEach((setting, rows) -> {
            Map<Double, List<ResultRow>> scales = new TreeMap<>();
            for (ResultRow row : rows) {
                if (Rows.is(row, Architecture.SHUFFLENET) && Rows.hasNumber(row)) {
                    scales.computeIfAbsent(Rows.network(row).scale(), key -> new ArrayList<>())
                            .add(row);
                }
            }
            scales.forEach((scale, several) -> {
                if (several.size() > 1) {
                    tradeOffs.add(new GroupTradeOff(setting, scale, groups(several)));
                }
            });
        });
        return tradeOffs;
    }

    private static List<Group> groups(List<ResultRow> rows) {
        Optional<ResultRow> three = rows.stream()
                .filter(row -> Rows.network(row).groups() == PAPERS_CHOICE)
                .findFirst();
        return rows.stream()
                .sorted(Comparator.comparingInt(row -> Rows.network(row).groups()))
                .map(row -> new Group(
                        Rows.network(row).groups(),
                        Complexity.of(Rows.network(row)).macsTotal(),
                        row.result().times().medianMs(),
                        three.flatMap(other -> Speedups.actual(other, row)),
                        PublishedErrors.of(Rows.network(row)),
                        rows.stream().anyMatch(other -> !other.equals(row) && dominates(other, row))))
                .toList();
    }

    /** Whether a network is surely faster than another and errs no more often. */
    private static boolean dominates(ResultRow better, ResultRow worse) {
        Optional<Double> betterError = PublishedErrors.of(Rows.network(better));
        Optional<Double> worseError = PublishedErrors.of(Rows.network(worse));
        return betterError.isPresent()
                && worseError.isPresent()
                && betterError.get() <= worseError.get()
                && Speedups.actual(worse, better)
                        .filter(ratio -> Verdict.of(ratio) == Verdict.FASTER)
                        .isPresent();
    }

    /** Time against published error, at the size that the errors are of. */
    static List<AccuracyPoint> accuracy(RunResult run) {
        List<AccuracyPoint> points = new ArrayList<>();
        for (ResultRow row : run.rows()) {
            NetworkSpec network = Rows.network(row);
            if (Rows.hasNumber(row)) {
                PublishedErrors.of(network)
                        .ifPresent(error -> points.add(new AccuracyPoint(
                                Setting.of(row.result().subject()),
                                network,
                                row.result().times().medianMs(),
                                error)));
            }
        }
        return points;
    }
}

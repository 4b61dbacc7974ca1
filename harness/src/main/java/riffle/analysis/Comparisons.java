package riffle.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import riffle.analysis.row.Rows;
import riffle.result.Block;
import riffle.result.ResultRow;
import riffle.result.RunResult;
import riffle.result.Subject;
import riffle.result.environment.Environment;
import riffle.stats.Estimate;
import riffle.stats.RatioBootstrap;
import riffle.stats.Summary;
import riffle.stats.Verdict;

/** Compares two runs, configuration by configuration. */
public final class Comparisons {

    private Comparisons() {}

    /**
     * What a configuration is, whatever the device is called: the same network, size, batch, backend, plan and threads.
     * The threads of a row that reached no device are unknown; then its own kind of row is its only match.
     */
    private record Key(
            String network,
            Integer groups,
            double scale,
            String size,
            int batch,
            String backend,
            String plan,
            Integer threads) {
        static Key of(Subject subject) {
            return new Key(
                    subject.network(),
                    subject.groups(),
                    subject.scale(),
                    subject.size(),
                    subject.batch(),
                    subject.backend(),
                    subject.plan(),
                    subject.threads());
        }
    }

    /** Run B beside run A. */
    public static RunComparison of(RunResult first, RunResult second) {
        Map<Key, ResultRow> others = byKey(second);
        List<RunComparison.Entry> entries = new ArrayList<>();
        List<Subject> onlyFirst = new ArrayList<>();
        byKey(first).forEach((key, row) -> {
            ResultRow other = others.remove(key);
            if (other == null) {
                onlyFirst.add(row.result().subject());
            } else {
                entries.add(entry(new Side(row, first.environment()), new Side(other, second.environment())));
            }
        });
        return new RunComparison(
                first.environment(),
                second.environment(),
                first.environment().differences(second.environment()),
                entries,
                onlyFirst,
                others.values().stream().map(row -> row.result().subject()).toList());
    }

    private static Map<Key, ResultRow> byKey(RunResult run) {
        Map<Key, ResultRow> rows = new LinkedHashMap<>();
        for (ResultRow row : run.rows()) {
            rows.putIfAbsent(Key.of(row.result().subject()), row);
        }
        return rows;
    }

    /** A row and where it was measured: under emulation it has no number, whatever its times are. */
    private record Side(ResultRow row, Environment environment) {
        boolean hasNumber() {
            return environment.emulated() == null && Rows.hasNumber(row);
        }

        String noNumber() {
            if (environment.emulated() != null) {
                return "emulated (" + environment.emulated() + "), so its times are none of a machine";
            }
            String status = row.status().label().replace('_', ' ');
            return row.reason() == null ? status : status + ": " + row.reason();
        }

        Optional<Double> median() {
            return hasNumber()
                    ? Optional.of(Summary.median(row.steadyBlocks().stream()
                            .flatMap(block -> block.samplesMs().stream())
                            .toList()))
                    : Optional.empty();
        }

        List<Double> medians() {
            return row.steadyBlocks().stream().map(Block::medianMs).toList();
        }
    }

    private static RunComparison.Entry entry(Side first, Side second) {
        Optional<Estimate> ratio = first.hasNumber() && second.hasNumber()
                ? Optional.of(RatioBootstrap.unpaired(second.medians(), first.medians()))
                : Optional.empty();
        return new RunComparison.Entry(
                first.row().result().subject(),
                first.median(),
                second.median(),
                ratio,
                ratio.map(Verdict::of).orElse(Verdict.CANNOT_TELL),
                reason(first, second, ratio));
    }

    private static Optional<String> reason(Side first, Side second, Optional<Estimate> ratio) {
        if (ratio.isEmpty()) {
            return Optional.of(first.hasNumber() ? "B: " + second.noNumber() : "A: " + first.noNumber());
        }
        if (ratio.get().interval().isEmpty()) {
            return Optional.of(
                    "an interval needs " + RatioBootstrap.FEWEST_UNPAIRED + " steady blocks on either side, got "
                            + first.row().steadyBlocks().size() + " and "
                            + second.row().steadyBlocks().size());
        }
        return Optional.empty();
    }
}

package riffle.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import riffle.analysis.Peers;
import riffle.analysis.Speedup;
import riffle.analysis.Speedups;
import riffle.network.Architecture;
import riffle.network.Complexity;
import riffle.network.NetworkSpec;
import riffle.network.Published;
import riffle.report.table.Cell;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.result.Environment;
import riffle.result.ResultRow;
import riffle.result.RunResult;
import riffle.result.Status;
import riffle.result.Subject;
import riffle.result.Times;
import riffle.stats.Estimate;
import riffle.stats.RatioBootstrap;

/**
 * Theoretical beside actual speedup, as Markdown: one section for each input size, backend and plan of a results file.
 */
public final class SpeedupReport {

    private static final int TABLE_8 = 8;

    private SpeedupReport() {}

    /** The report of a run. */
    public static String of(RunResult run) {
        StringBuilder text = new StringBuilder();
        text.append(environment(run.environment()));
        Map<String, List<ResultRow>> sections = run.rows().stream()
                .collect(Collectors.groupingBy(
                        row -> section(row.result().subject(), run), LinkedHashMap::new, Collectors.toList()));
        sections.forEach((title, rows) -> {
            text.append("\n## ").append(title).append("\n");
            text.append(speedups(rows, Architecture.ALEXNET));
            text.append(speedups(rows, Architecture.ALEXNET_CONVOLUTIONS));
            text.append("\nWhere the time goes, medians in ms\n\n").append(clocks(rows));
            text.append(reasons(rows)).append(notes(rows));
        });
        text.append(PeerReport.of(run));
        if (!run.environment().leftOut().isEmpty()) {
            text.append("\n## Left out\n\n");
            run.environment()
                    .leftOut()
                    .forEach(line -> text.append("- ").append(line).append("\n"));
        }
        return text.append("\n").append(legend()).toString();
    }

    /**
     * The one table that answers the question: the networks of the paper's Table 8 on the first of our backends, in the
     * first plan, on the fewest threads of a run.
     *
     * @throws IllegalArgumentException if the run has no time of AlexNet at 224x224 on one of our backends
     */
    public static String summary(RunResult run) {
        List<ResultRow> inTable8 = run.rows().stream()
                .filter(Peers::isOurs)
                .filter(row -> spec(row).architecture() != Architecture.ALEXNET_CONVOLUTIONS)
                .filter(row -> published(spec(row)).isPresent())
                .toList();
        Subject subject = inTable8.stream()
                .filter(row ->
                        spec(row).equals(NetworkSpec.of(Architecture.ALEXNET, 1, 1)) && row.status() == Status.OK)
                .map(row -> row.result().subject())
                .min(Comparator.comparing(found -> Objects.requireNonNullElse(found.threads(), 0)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no time of AlexNet at 224x224 on a device, expected a results file of ./riffle reproduce"));
        String title = section(subject, run);
        List<ResultRow> rows = inTable8.stream()
                .filter(row -> section(row.result().subject(), run).equals(title))
                .toList();
        return title + "\n" + speedups(rows, Architecture.ALEXNET);
    }

    private static String environment(Environment environment) {
        return String.format(
                Locale.ROOT,
                "# Theoretical and actual speedup\n\n%s, %s, commit %s; %s; JDK %s; threads: %s\n",
                environment.date(),
                environment.device(),
                environment.commit(),
                environment.cpu(),
                environment.jdk(),
                environment.threads());
    }

    private static String section(Subject subject, RunResult run) {
        String title = section(subject);
        long limits = run.rows().stream()
                .map(row -> row.result().subject())
                .filter(other -> other.threads() != null && section(other).equals(title))
                .map(Subject::threads)
                .distinct()
                .count();
        return limits < 2 ? title : title + ", threads: " + (subject.threads() == null ? "unknown" : subject.threads());
    }

    private static String section(Subject subject) {
        return subject.size() + (subject.batch() == 1 ? "" : ", batch " + subject.batch()) + ", backend "
                + subject.backend() + ", plan " + subject.plan();
    }

    /** Everything over one baseline; nothing if this section does not have it. */
    private static String speedups(List<ResultRow> rows, Architecture baselineArchitecture) {
        Optional<ResultRow> found = rows.stream()
                .filter(row -> spec(row).architecture() == baselineArchitecture)
                .findFirst();
        if (found.isEmpty()) {
            return "";
        }
        ResultRow baseline = found.get();
        Table table = new Table()
                .words("model")
                .numbers("MACs (M)")
                .numbers("median (ms)")
                .numbers("IQR")
                .numbers("theoretical")
                .numbers("actual")
                .intervals("95 % interval")
                .numbers("retained")
                .numbers("ln/ln");
        boolean withPaper = published(spec(baseline)).isPresent();
        if (withPaper) {
            table.numbers("paper: ms").numbers("paper: theoretical").numbers("paper: actual");
        }
        for (ResultRow row : rows) {
            table.row(cells(row, baseline, withPaper));
        }
        return "\nOver " + name(baseline) + "\n\n" + table + paperNote(spec(baseline), withPaper);
    }

    private static Object[] cells(ResultRow row, ResultRow baseline, boolean withPaper) {
        NetworkSpec network = spec(row);
        Speedup speedup = Speedups.of(row, baseline);
        List<Cell> cells = new ArrayList<>(List.of(
                Cells.words(name(row)),
                Cells.millions(Complexity.of(network).macsTotal()),
                median(row),
                Cells.ms(row.result().times().iqrMs()),
                Cells.times(speedup.theoretical())));
        Optional<Estimate> actual = speedup.actual();
        if (actual.isPresent()) {
            cells.add(Cells.times(actual.get().value()));
            cells.add(Cells.interval(actual.get().interval()));
            cells.add(Cells.percent(actual.get().value() / speedup.theoretical(), 1.0));
            cells.add(Cells.fixed(speedup.exponent().map(Estimate::value)));
        } else {
            cells.addAll(List.of(Cells.NONE, Cells.NONE, Cells.NONE, Cells.NONE));
        }
        if (withPaper) {
            cells.addAll(paper(network, spec(baseline)));
        }
        return cells.toArray();
    }

    /** The paper's time and speedups of a network at its size; dashes where it has none. */
    private static List<Cell> paper(NetworkSpec network, NetworkSpec baseline) {
        Optional<Published> ours = published(network);
        Optional<Published> theirs = published(baseline);
        if (ours.isEmpty() || theirs.isEmpty()) {
            return List.of(Cells.NONE, Cells.NONE, Cells.NONE);
        }
        double ms = ours.get().millisecondsAt(network.height(), network.width()).orElseThrow();
        double baselineMs =
                theirs.get().millisecondsAt(baseline.height(), baseline.width()).orElseThrow();
        return List.of(
                Cells.ms(ms),
                Cells.times((double) theirs.get().mmacs() / ours.get().mmacs()),
                Cells.times(baselineMs / ms));
    }

    private static String paperNote(NetworkSpec baseline, boolean withPaper) {
        boolean whole = baseline.architecture() == Architecture.ALEXNET;
        return whole || !withPaper
                ? ""
                : "\npaper: its AlexNet, beside the convolutions that run here; its multiply-adds are those at 224x224.\n";
    }

    /**
     * The paper's row for a network at its size; for AlexNet's convolutions its AlexNet, at sizes where nothing else
     * runs.
     */
    private static Optional<Published> published(NetworkSpec network) {
        if (network.architecture() == Architecture.ALEXNET_CONVOLUTIONS) {
            NetworkSpec whole = NetworkSpec.of(Architecture.ALEXNET, 1, 1)
                    .withBatch(network.batch())
                    .withSize(network.height(), network.width());
            return whole.build().note().isPresent() ? published(whole) : Optional.empty();
        }
        return Published.table(TABLE_8).stream()
                .filter(row -> row.network()
                        .withSize(network.height(), network.width())
                        .equals(normal(network, row.network())))
                .filter(row ->
                        row.millisecondsAt(network.height(), network.width()).isPresent())
                .findFirst();
    }

    /** The network with the groups and scale that its family ignores set as the other one has them. */
    private static NetworkSpec normal(NetworkSpec network, NetworkSpec like) {
        Architecture architecture = network.architecture();
        return new NetworkSpec(
                architecture,
                architecture.hasGroups() ? network.groups() : like.groups(),
                architecture.hasScale() ? network.scale() : like.scale(),
                network.batch(),
                network.height(),
                network.width(),
                network.classes());
    }

    private static Table clocks(List<ResultRow> rows) {
        Table table = new Table()
                .words("model")
                .numbers("end to end")
                .numbers("kernel")
                .numbers("dispatch")
                .numbers("transfer")
                .numbers("compile (apart)")
                .numbers("launches")
                .numbers("max error");
        for (ResultRow row : rows) {
            Times times = row.result().times();
            table.row(
                    name(row),
                    median(row),
                    Cells.ms(times.kernelMs()),
                    Cells.ms(times.dispatchMs()),
                    Cells.ms(times.transferMs()),
                    Cells.ms(times.compileMs()),
                    row.result().launches(),
                    Cells.scientific(row.result().maxError()));
        }
        return table;
    }

    private static String reasons(List<ResultRow> rows) {
        String lines = rows.stream()
                .filter(row -> row.reason() != null)
                .map(row ->
                        "- " + name(row) + ": " + row.status().label().replace('_', ' ') + ": " + row.reason() + "\n")
                .collect(Collectors.joining());
        return lines.isEmpty() ? "" : "\n" + lines;
    }

    private static String notes(List<ResultRow> rows) {
        String lines = rows.stream()
                .filter(row -> row.result().note() != null)
                .map(row -> "- " + name(row) + ": " + row.result().note() + "\n")
                .collect(Collectors.joining());
        return lines.isEmpty() ? "" : "\n" + lines;
    }

    private static Cell median(ResultRow row) {
        return row.status() == Status.OK
                ? Cells.ms(row.result().times().medianMs())
                : Cells.words(row.status().label().replace('_', ' '));
    }

    /** The network's name, which says if only a part of it runs at this size. */
    private static String name(ResultRow row) {
        return spec(row).build().name();
    }

    private static NetworkSpec spec(ResultRow row) {
        return row.result().subject().spec();
    }

    private static String legend() {
        return "MACs: multiply-adds of convolutions and fully connected layers, per image. IQR: interquartile range (ms)."
                + " retained: actual over theoretical. ln/ln: ln(actual) / ln(theoretical).\n"
                + "95 % interval: bootstrap over blocks, from " + RatioBootstrap.FEWEST_PAIRS
                + " steady blocks on (--full or --blocks).\n"
                + "paper: Table 8 as published (one thread of a Snapdragon 820); its theoretical speedup from its own MACs.\n";
    }
}

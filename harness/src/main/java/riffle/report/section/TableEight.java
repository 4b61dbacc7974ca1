package riffle.report.section;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import riffle.analysis.row.Setting;
import riffle.analysis.speedup.Peers;
import riffle.analysis.speedup.Speedup;
import riffle.analysis.speedup.Speedups;
import riffle.network.Architecture;
import riffle.network.Baseline;
import riffle.network.Complexity;
import riffle.network.NetworkSpec;
import riffle.network.Published;
import riffle.report.naming.Names;
import riffle.report.page.Report.Captioned;
import riffle.report.table.Cell;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.result.ResultRow;
import riffle.result.Status;
import riffle.result.Subject;
import riffle.stats.Estimate;
import riffle.stats.RatioBootstrap;

/** The paper's Table 8 as it comes out here, beside what it says there: a table for each setting that is shown. */
public final class TableEight {

    /** What its columns mean. */
    static final String LEGEND =
            "Table 8: MACs are multiply-adds of convolutions and fully connected layers, per image; IQR is the"
                    + " interquartile range in ms; ln/ln is the exponent. 95 % intervals are bootstraps over blocks,"
                    + " from " + RatioBootstrap.FEWEST_PAIRS
                    + " steady blocks on (--full or --blocks). paper: as published, one"
                    + " thread of a Snapdragon 820; its theoretical speedup from its own MACs.";

    private static final String ID = "table-8";
    private static final int NUMBER = 8;
    private static final NetworkSpec ALEXNET = NetworkSpec.of(Architecture.ALEXNET, 1, 1);

    private TableEight() {}

    /** The tables of all sources, most threads first. */
    static List<Captioned> of(List<Source> sources) {
        return sources.stream()
                .flatMap(source ->
                        Settings.shown(source).stream().flatMap(setting -> of(sources, source, setting).stream()))
                .toList();
    }

    /** Whether a table is one of these. */
    public static boolean is(Captioned table) {
        return table.id().equals(ID) || table.id().startsWith(ID + "-");
    }

    /** What the table of a setting is called by. */
    static String id(List<Source> sources, Source source, Setting setting) {
        return new Ids(sources).of(ID, source, setting);
    }

    /**
     * The table of a run that has the paper's columns and our kernels: on the fewest threads, in the usual plan.
     *
     * @throws IllegalArgumentException if the run was emulated, or has no time of AlexNet at 224x224 on one of our
     *     backends
     */
    public static Captioned ours(Source source) {
        if (!source.leftOut().isEmpty()) {
            throw new IllegalArgumentException("measured under emulation ("
                    + source.environment().emulated() + "): its times are none of a machine");
        }
        Setting setting = source.run().rows().stream()
                .filter(row -> Peers.isOurs(row) && spec(row).equals(ALEXNET) && row.status() == Status.OK)
                .map(row -> Setting.of(row.result().subject()))
                .min(Comparator.comparing(found -> Objects.requireNonNullElse(found.threads(), 0)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no time of AlexNet at 224x224 on a device, expected a results file of ./riffle reproduce"));
        return of(List.of(source), source, setting).orElseThrow();
    }

    /** Nothing if the setting has neither AlexNet nor its convolutions. */
    private static Optional<Captioned> of(List<Source> sources, Source source, Setting setting) {
        List<ResultRow> rows = rows(source, setting);
        return Architecture.baselines(Baseline.HEADLINE, Baseline.PART).stream()
                .flatMap(architecture -> rows.stream().filter(row -> spec(row).architecture() == architecture))
                .findFirst()
                .map(baseline -> {
                    List<ResultRow> shown = rows.stream()
                            .filter(row -> spec(row).equals(spec(baseline))
                                    || published(spec(row)).isPresent()
                                    || isAnother(spec(row)))
                            .toList();
                    String run = sources.size() == 1 ? "" : ", " + source.name();
                    return new Captioned(
                            id(sources, source, setting),
                            "Table 8 here (" + Names.setting(setting) + run + ") and in the paper, over "
                                    + name(baseline) + "." + notes(shown, baseline),
                            table(shown, baseline));
                });
    }

    /** The rows of a setting; of networks that it lacks, those that failed before their threads were known. */
    private static List<ResultRow> rows(Source source, Setting setting) {
        List<ResultRow> all = source.run().rows();
        List<NetworkSpec> there = all.stream()
                .filter(row -> Setting.of(row.result().subject()).equals(setting))
                .map(TableEight::spec)
                .toList();
        return all.stream()
                .filter(row -> {
                    Subject subject = row.result().subject();
                    boolean early = subject.threads() == null && !there.contains(spec(row));
                    return Setting.of(early ? subject.on(setting.device(), setting.threads()) : subject)
                            .equals(setting);
                })
                .toList();
    }

    private static String notes(List<ResultRow> rows, ResultRow baseline) {
        StringBuilder notes = new StringBuilder();
        boolean part = spec(baseline).architecture().whole().isPresent();
        if (part && published(spec(baseline)).isPresent()) {
            notes.append(" paper: its AlexNet, beside the convolutions that run here; its multiply-adds are those at"
                    + " 224x224.");
        }
        Map<String, List<ResultRow>> said = rows.stream()
                .filter(row -> row.result().note() != null)
                .collect(Collectors.groupingBy(row -> row.result().note(), LinkedHashMap::new, Collectors.toList()));
        said.forEach((note, of) -> notes.append(" ")
                .append(of.stream().map(TableEight::name).collect(Collectors.joining(", ")))
                .append(": ")
                .append(note));
        return notes.toString();
    }

    private static Table table(List<ResultRow> rows, ResultRow baseline) {
        Table table = new Table()
                .words("model")
                .numbers("MACs (M)")
                .numbers("median (ms)")
                .numbers("IQR")
                .numbers("theoretical")
                .numbers("actual")
                .intervals("95 % interval")
                .numbers("retained")
                .numbers("ln/ln")
                .numbers("paper: ms")
                .numbers("paper: theoretical")
                .numbers("paper: actual");
        rows.forEach(row -> table.row(cells(row, baseline)));
        return table;
    }

    private static Object[] cells(ResultRow row, ResultRow baseline) {
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
        cells.addAll(paper(network, spec(baseline)));
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

    /**
     * The paper's row for a network at its size; for AlexNet's convolutions its AlexNet, at sizes where nothing else
     * runs.
     */
    private static Optional<Published> published(NetworkSpec network) {
        if (network.architecture().isFile()) {
            return Optional.empty();
        }
        if (network.architecture().whole().isPresent()) {
            NetworkSpec whole = ALEXNET.withBatch(network.batch()).withSize(network.height(), network.width());
            return whole.build().note().isPresent() ? published(whole) : Optional.empty();
        }
        return Published.table(NUMBER).stream()
                .filter(row -> row.network()
                        .withSize(network.height(), network.width())
                        .equals(normal(network, row.network())))
                .filter(row ->
                        row.millisecondsAt(network.height(), network.width()).isPresent())
                .findFirst();
    }

    /** Whether a network is of a family that the paper's table does not have. */
    private static boolean isAnother(NetworkSpec network) {
        Architecture family = network.architecture();
        return !family.isUnit()
                && family.whole().isEmpty()
                && Published.table(NUMBER).stream()
                        .noneMatch(row -> row.network().architecture() == family);
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
}

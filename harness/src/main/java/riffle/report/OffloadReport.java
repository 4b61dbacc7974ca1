package riffle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import riffle.offload.BestCut;
import riffle.offload.BreakEven;
import riffle.offload.Clocks;
import riffle.offload.OffloadResult;
import riffle.offload.OffloadVerdict;
import riffle.offload.Point;
import riffle.report.chart.OffloadChart;
import riffle.report.page.Report;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Report.Download;
import riffle.report.page.Report.Section;
import riffle.report.page.Report.Sentence;
import riffle.report.page.Screen;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.result.json.Json;

/** What is worth sending to a device. */
public final class OffloadReport {

    private OffloadReport() {}

    private static final List<String> KINDS = List.of("operator", "unit", "network");
    private static final String VERDICTS = "Both sides' times, and from where on the device wins.";
    private static final String CUTS = "cuts-table";
    private static final String PLACES = "places";

    /** On a screen, those that answer first: a narrow one lacks the last. */
    private static final String[] VERDICT_COLUMNS = {
        "what", "at", "device wins, by size", "by batch", "device / host", "host (ms)", "device (ms)"
    };

    private static final String[] CUT_COLUMNS = {
        "network", "size", "batch", "best", "all on host (ms)", "all on device (ms)"
    };

    /** What the command shows of the report: verdicts of networks, units and operators, then cuts. */
    public static Screen screen(OffloadResult result) {
        Report report = page(result);
        List<Captioned> tables = new ArrayList<>();
        KINDS.reversed().stream()
                .map(kind -> report.table(kind + "s-table"))
                .flatMap(Optional::stream)
                .map(Captioned::table)
                .reduce(Table::and)
                .ifPresent(all -> tables.add(new Captioned("all", VERDICTS, all.only(VERDICT_COLUMNS))));
        report.table(CUTS)
                .ifPresent(cuts -> tables.add(
                        new Captioned(cuts.id(), cuts.caption(), cuts.table().only(CUT_COLUMNS))));
        List<String> lines = new ArrayList<>(report.about(PLACES));
        report.sections().forEach(section -> lines.addAll(section.paragraphs()));
        return new Screen(
                report.title(), tables, lines, "--output DIR writes a page with every clock and pictures, --json all.");
    }

    /** The report with its pictures, to be written as a folder. */
    public static Report page(OffloadResult result) {
        List<Sentence> notes = new ArrayList<>();
        places(result).forEach(words -> notes.add(new Sentence(PLACES, words)));
        legend().forEach(words -> notes.add(new Sentence("legend", words)));
        String json = Json.line(result);
        return new Report("Offload", notes, sections(result), List.of(new Download("points", "offload.json", json)));
    }

    private static List<String> places(OffloadResult result) {
        String both = "Host: " + place(result.host()) + ". Device: " + place(result.device()) + ".";
        return result.sameProcessor()
                ? List.of(
                        both,
                        "The device is the host's own processor, reached through OpenCL: nothing is sent anywhere, and"
                                + " the table compares two engines on the same cores. It says nothing about offloading"
                                + " to another device.")
                : List.of(both);
    }

    private static List<Section> sections(OffloadResult result) {
        List<Section> sections = new ArrayList<>();
        for (String kind : KINDS) {
            List<OffloadVerdict> verdicts = result.verdicts().stream()
                    .filter(verdict -> verdict.kind().equals(kind))
                    .toList();
            if (!verdicts.isEmpty()) {
                sections.add(section(kind, verdicts, result.points()));
            }
        }
        if (!result.cuts().isEmpty()) {
            sections.add(new Section(
                    "cuts",
                    "Networks between host and device",
                    List.of(),
                    result.cuts().stream()
                            .filter(cut -> !cut.splits().isEmpty())
                            .map(cut -> OffloadChart.cut("cut-" + result.cuts().indexOf(cut), cut))
                            .toList(),
                    List.of(new Captioned(CUTS, "Where each network is best divided.", cuts(result.cuts())))));
        }
        List<String> reasons = reasons(result.points());
        if (!reasons.isEmpty()) {
            sections.add(new Section("missing", "Without a number", reasons, List.of(), List.of()));
        }
        return sections;
    }

    private static Section section(String kind, List<OffloadVerdict> verdicts, List<Point> points) {
        List<Point> those = points.stream()
                .filter(point -> point.probe().kind().equals(kind))
                .toList();
        String plural = kind + "s";
        return new Section(
                plural,
                plural.substring(0, 1).toUpperCase(Locale.ROOT) + plural.substring(1),
                List.of(),
                List.of(OffloadChart.sizes(plural + "-chart", kind, those)),
                List.of(new Captioned(plural + "-table", VERDICTS, table(verdicts))));
    }

    private static String place(OffloadResult.Side place) {
        return place.backend() + " on " + place.device().name() + " ("
                + place.device().platform() + ", " + place.device().driver() + "), "
                + place.device().computeUnits() + " compute units";
    }

    private static Table table(List<OffloadVerdict> verdicts) {
        Table table = new Table()
                .words("what")
                .words("at")
                .numbers("host (ms)")
                .numbers("device (ms)")
                .numbers("its kernels")
                .numbers("transfer")
                .numbers("dispatch")
                .numbers("device / host")
                .words("device wins, by size")
                .words("by batch");
        for (OffloadVerdict verdict : verdicts) {
            Clocks device = verdict.at().device();
            Clocks host = verdict.at().host();
            Double ratio = verdict.at().ratio();
            table.row(
                    verdict.name(),
                    verdict.at().probe().size(),
                    Cells.ms(host == null ? null : host.medianMs()),
                    Cells.ms(device == null ? null : device.medianMs()),
                    Cells.ms(device == null ? null : device.kernelMs()),
                    Cells.ms(device == null ? null : device.transferMs()),
                    Cells.ms(device == null ? null : device.dispatchMs()),
                    ratio == null ? Cells.NONE : Cells.fixed(ratio),
                    words(verdict.size(), "x"),
                    words(verdict.batch(), ""));
        }
        return table;
    }

    /** What a ladder says; a side n is written as nxn. */
    private static String words(BreakEven even, String square) {
        String range = number(even.least(), square) + " to " + number(even.most(), square);
        return switch (even.kind()) {
            case ALWAYS -> "always (" + range + ")";
            case NEVER -> "never (" + range + ")";
            case FROM -> "from about " + number(even.at(), square);
            case UP_TO -> "up to about " + number(even.at(), square);
            case MIXED -> "about equal (" + range + ")";
            case UNKNOWN -> Cells.NONE.text();
        };
    }

    private static String number(double value, String square) {
        long rounded = Math.round(value);
        return square.isEmpty() ? String.valueOf(rounded) : rounded + square + rounded;
    }

    private static Table cuts(List<BestCut> cuts) {
        Table table = new Table()
                .words("network")
                .words("size")
                .numbers("batch")
                .numbers("all on host (ms)")
                .numbers("all on device (ms)")
                .numbers("cuts tried")
                .words("best");
        for (BestCut cut : cuts) {
            table.row(
                    cut.network().title(),
                    cut.network().size(),
                    String.valueOf(cut.network().batch()),
                    Cells.ms(cut.hostMs()),
                    Cells.ms(cut.deviceMs()),
                    String.valueOf(cut.splits().size()),
                    best(cut));
        }
        return table;
    }

    private static String best(BestCut cut) {
        BestCut.Split split = cut.best();
        if (split != null) {
            return String.format(
                    Locale.ROOT,
                    "%s up to %s, then %s: %s ms",
                    split.deviceFirst() ? "device" : "host",
                    split.after(),
                    split.deviceFirst() ? "host" : "device",
                    Cells.ms(split.totalMs()));
        }
        if (cut.hostMs() == null || cut.deviceMs() == null) {
            return Cells.NONE.text();
        }
        return "all on the " + (cut.hostMs() <= cut.deviceMs() ? "host" : "device");
    }

    private static List<String> reasons(List<Point> points) {
        return points.stream()
                .filter(point -> point.reason() != null)
                .map(point -> point.probe().title() + ", " + point.probe().size() + ", batch "
                        + point.probe().images() + ": " + point.reason())
                .distinct()
                .toList();
    }

    private static List<String> legend() {
        return List.of(
                "Medians, end to end: inputs on the host to output on the host, on the device with transfers and"
                        + " dispatch. Sizes are timed at batch 1, batches at the size in the table.",
                String.format(
                        Locale.ROOT,
                        "A cut is taken if it beats each side alone, whole or in the same two parts, by more than"
                                + " %.0f %%: the fastest of many noisy times looks better than it is. Its tensor passes"
                                + " through the host.",
                        100 * BestCut.LEAST_GAIN));
    }
}

package riffle.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import riffle.offload.BestCut;
import riffle.offload.BreakEven;
import riffle.offload.Clocks;
import riffle.offload.OffloadResult;
import riffle.offload.Point;
import riffle.offload.Verdict;
import riffle.report.table.Cells;
import riffle.report.table.Table;

/** What is worth sending to a device, as Markdown. */
public final class OffloadReport {

    private OffloadReport() {}

    /** The report. */
    public static String of(OffloadResult result) {
        StringBuilder text = new StringBuilder("# Offload\n\n");
        text.append("Host: ")
                .append(place(result.host()))
                .append(". Device: ")
                .append(place(result.device()))
                .append(".\n");
        if (result.sameProcessor()) {
            text.append(
                    "The device is the host's own processor, reached through OpenCL: nothing is sent anywhere, and the"
                            + " table compares two engines on the same cores. It says nothing about offloading to another device.\n");
        }
        for (String kind : List.of("operator", "unit", "network")) {
            List<Verdict> verdicts = result.verdicts().stream()
                    .filter(verdict -> verdict.kind().equals(kind))
                    .toList();
            if (!verdicts.isEmpty()) {
                text.append("\n## ")
                        .append(kind.substring(0, 1).toUpperCase(Locale.ROOT))
                        .append(kind.substring(1));
                text.append("s\n\n").append(table(verdicts));
            }
        }
        if (!result.cuts().isEmpty()) {
            text.append("\n## Networks between host and device\n\n").append(cuts(result.cuts()));
        }
        return text.append(reasons(result.points()))
                .append("\n")
                .append(legend())
                .toString();
    }

    private static String place(OffloadResult.Place place) {
        return place.backend() + " on " + place.device().name() + " ("
                + place.device().platform() + ", " + place.device().driver() + "), "
                + place.device().computeUnits() + " compute units";
    }

    private static Table table(List<Verdict> verdicts) {
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
        for (Verdict verdict : verdicts) {
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
                    cut.network().height() + "x" + cut.network().width(),
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

    private static String reasons(List<Point> points) {
        String lines = points.stream()
                .filter(point -> point.reason() != null)
                .map(point -> "- " + point.probe().title() + ", "
                        + point.probe().size() + ", batch " + point.probe().images() + ": " + point.reason() + "\n")
                .distinct()
                .collect(Collectors.joining());
        return lines.isEmpty() ? "" : "\n## Without a number\n\n" + lines;
    }

    private static String legend() {
        return String.format(
                Locale.ROOT,
                "Medians, end to end: inputs on the host to output on the host, on the device with transfers and dispatch."
                        + " Sizes are timed at batch 1, batches at the size in the table.\n"
                        + "A cut is taken if it beats each side alone, whole or in the same two parts, by more than %.0f %%: the"
                        + " fastest of many noisy times looks better than it is. Its tensor passes through the host.\n",
                100 * BestCut.LEAST_GAIN);
    }
}

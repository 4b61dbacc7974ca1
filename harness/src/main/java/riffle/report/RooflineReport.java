package riffle.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import riffle.report.table.Cell;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.result.Ablation;
import riffle.result.Ceilings;
import riffle.result.PeakRate;
import riffle.result.Plateau;
import riffle.result.Subject;
import riffle.result.Transfer;
import riffle.roofline.Drift;
import riffle.roofline.RoofPoint;
import riffle.roofline.RoofedOperator;
import riffle.roofline.Roofline;

/** Ceilings, and every class of operators under them, as tables. */
public final class RooflineReport {

    private RooflineReport() {}

    /**
     * The report of a run.
     *
     * @param launches whether to list every launch too
     */
    public static String of(Roofline roofline, boolean launches) {
        StringBuilder text = new StringBuilder("Ceilings\n\n");
        text.append(ceilings(roofline.ceilings()));
        text.append("\nLevels found in the bandwidth curves, GB/s\n\n").append(levels(roofline.ceilings()));
        if (!roofline.drift().isEmpty()) {
            text.append("\n").append(drift(roofline.drift()));
        }
        List<RoofedOperator> shown = launches ? roofline.operators() : roofline.classes();
        Map<Subject, List<RoofedOperator>> networks = shown.stream()
                .collect(Collectors.groupingBy(RoofedOperator::subject, LinkedHashMap::new, Collectors.toList()));
        networks.forEach((subject, operators) -> {
            text.append("\n").append(title(subject));
            if (roofline.drifted(subject.threads())) {
                text.append(" (!)");
            }
            text.append("\n\n").append(operators(operators, ablations(roofline, subject)));
        });
        return text.append(LEGEND).toString();
    }

    private static final String LEGEND = """

            FLOP/B: FLOPs over compulsory bytes; least: FLOPs over what the level's bandwidth lets through in the time.
            roof: time that peak or bandwidth would allow, over the time it took; by: what the roof is made of.
            memory, compute: time without arithmetic and without memory traffic, over the full kernel's; each an upper bound of
            that part's own time (docs/measuring.md).
            (!): a ceiling of these threads moved by more than 5 % between start and end.
            """;

    private static String ceilings(List<Ceilings> all) {
        Table table = new Table()
                .words("when")
                .numbers("threads")
                .numbers("peak GFLOP/s")
                .words("at")
                .words("by width 1, 2, ...")
                .numbers("launch us")
                .numbers("queued us")
                .numbers("to device GB/s")
                .numbers("back GB/s")
                .numbers("load");
        for (Ceilings ceilings : all) {
            PeakRate peak = ceilings.peak();
            table.row(
                    ceilings.when().label(),
                    String.valueOf(ceilings.threads()),
                    Cells.fixed(peak.gflopPerS()),
                    "float" + peak.width() + ", " + peak.chains() + " chains",
                    peak.widths().stream()
                            .map(width -> String.format(Locale.ROOT, "%.0f", width.gflopPerS()))
                            .collect(Collectors.joining(", ")),
                    Cells.fixed(ceilings.launch().aloneUs()),
                    Cells.fixed(ceilings.launch().queuedUs()),
                    best(ceilings, Transfer.Direction.HOST_TO_DEVICE),
                    best(ceilings, Transfer.Direction.DEVICE_TO_HOST),
                    ceilings.loadAverage() == null ? Cells.NONE : Cells.fixed(ceilings.loadAverage()));
        }
        return table.toString();
    }

    private static Cell best(Ceilings ceilings, Transfer.Direction direction) {
        return ceilings.transfers().stream()
                .filter(transfer -> transfer.direction() == direction)
                .mapToDouble(Transfer::gbPerS)
                .max()
                .stream()
                .mapToObj(Cells::fixed)
                .findFirst()
                .orElse(Cells.NONE);
    }

    private static String levels(List<Ceilings> all) {
        Table table = new Table()
                .words("when")
                .numbers("threads")
                .words("pattern")
                .words("level")
                .numbers("GB/s")
                .numbers("from kB")
                .numbers("to kB");
        for (Ceilings ceilings : all) {
            for (Plateau plateau : ceilings.plateaus()) {
                table.row(
                        ceilings.when().label(),
                        String.valueOf(ceilings.threads()),
                        plateau.pattern().label(),
                        plateau.name(),
                        Cells.fixed(plateau.gbPerS()),
                        kilobytes(plateau.fromBytes()),
                        kilobytes(plateau.toBytes()));
            }
        }
        return table.toString();
    }

    private static String kilobytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f", bytes / 1e3);
    }

    private static String drift(List<Drift> all) {
        List<Drift> large = all.stream().filter(Drift::tooLarge).toList();
        if (large.isEmpty()) {
            return "No ceiling moved by more than 5 % from start to end.\n";
        }
        return "Ceilings that moved by more than 5 % from start to end: "
                + large.stream()
                        .map(drift -> String.format(
                                Locale.ROOT,
                                "%s of %d thread%s %+.0f %%",
                                drift.ceiling(),
                                drift.threads(),
                                drift.threads() == 1 ? "" : "s",
                                100 * drift.change()))
                        .collect(Collectors.joining(", "))
                + ".\n";
    }

    private static String title(Subject subject) {
        return String.format(
                Locale.ROOT,
                "%s, %s, backend %s, plan %s, %d thread%s",
                subject.spec().title(),
                subject.size(),
                subject.backend(),
                subject.plan(),
                subject.threads(),
                subject.threads() == 1 ? "" : "s");
    }

    private static List<Ablation> ablations(Roofline roofline, Subject subject) {
        return roofline.ablations().stream()
                .filter(ablation -> ablation.subject().equals(subject))
                .toList();
    }

    private static String operators(List<RoofedOperator> operators, List<Ablation> ablations) {
        Table table = new Table()
                .words("operator")
                .numbers("launches")
                .numbers("ms")
                .numbers("MMACs")
                .numbers("MB")
                .numbers("FLOP/B")
                .numbers("least")
                .numbers("GFLOP/s")
                .numbers("GB/s")
                .words("level")
                .numbers("roof")
                .words("by")
                .numbers("memory")
                .numbers("compute");
        for (RoofedOperator operator : operators) {
            RoofPoint point = operator.point();
            List<Ablation> apart = ablations.stream()
                    .filter(ablation -> operator.name() == null
                            ? ablation.operatorClass().equals(operator.operatorClass())
                            : ablation.launch().equals(operator.name()))
                    .toList();
            double full = apart.stream().mapToDouble(Ablation::fullMs).sum();
            table.row(
                    operator.name() == null
                            ? operator.operatorClass()
                            : operator.name() + " (" + operator.operatorClass() + ")",
                    String.valueOf(operator.launches()),
                    Cells.ms(operator.kernelMs()),
                    Cells.millions(operator.macs()),
                    Cells.fixed(operator.bytes() / 1e6),
                    Cells.fixed(point.flopPerByte()),
                    Cells.fixed(point.leastFlopPerByte()),
                    Cells.fixed(point.gflopPerS()),
                    Cells.fixed(point.gbPerS()),
                    point.level(),
                    Cells.percent(point.shareOfRoof(), 1),
                    point.computeBound() ? "peak" : "bandwidth",
                    Cells.percent(
                            apart.stream().mapToDouble(Ablation::memoryOnlyMs).sum(), full),
                    Cells.percent(
                            apart.stream().mapToDouble(Ablation::computeOnlyMs).sum(), full));
        }
        return table.toString();
    }
}

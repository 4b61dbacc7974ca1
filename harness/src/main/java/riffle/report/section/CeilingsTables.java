package riffle.report.section;

import java.util.ArrayList;
import java.util.List;
import riffle.report.page.Report.Captioned;
import riffle.report.table.Cell;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.result.ceiling.Ceilings;
import riffle.result.ceiling.PeakRate;
import riffle.result.ceiling.Plateau;
import riffle.result.ceiling.Transfer;

/** The measured ceilings. */
final class CeilingsTables {

    private static final double KILO = 1e3;

    private CeilingsTables() {}

    static List<Captioned> of(List<Source> sources) {
        if (sources.stream().allMatch(source -> source.run().ceilings().isEmpty())) {
            return List.of();
        }
        return List.of(
                new Captioned(
                        "ceilings-peaks",
                        "Peak multiply-add rate by vector width (the best counts), the cost of a launch that does"
                                + " nothing, alone and in a long queue, and the best rate of copies.",
                        peaks(sources)),
                new Captioned("ceilings-levels", "Levels of memory, found in the bandwidth curves.", levels(sources)));
    }

    private static Table start(List<Source> sources) {
        Table table = new Table();
        if (sources.size() > 1) {
            table.words("run");
        }
        return table.words("when").numbers("threads");
    }

    private static Object[] row(List<Source> sources, Source source, Ceilings ceilings, Object... others) {
        List<Object> cells = new ArrayList<>();
        if (sources.size() > 1) {
            cells.add(source.name());
        }
        cells.add(ceilings.when().label());
        cells.add(Cells.count(ceilings.threads()));
        cells.addAll(List.of(others));
        return cells.toArray();
    }

    private static Table peaks(List<Source> sources) {
        Table table = start(sources)
                .numbers("vector width")
                .numbers("chains")
                .numbers("GFLOP/s")
                .words("best")
                .numbers("launch alone (us)")
                .numbers("launch queued (us)")
                .numbers("to device (GB/s)")
                .numbers("back (GB/s)");
        for (Source source : sources) {
            for (Ceilings ceilings : source.run().ceilings()) {
                for (PeakRate.Width width : ceilings.peak().widths()) {
                    table.row(row(
                            sources,
                            source,
                            ceilings,
                            Cells.count(width.width()),
                            Cells.count(width.chains()),
                            Cells.digits(width.gflopPerS()),
                            width.width() == ceilings.peak().width() ? "yes" : "",
                            Cells.digits(ceilings.launch().aloneUs()),
                            Cells.digits(ceilings.launch().queuedUs()),
                            best(ceilings, Transfer.Direction.HOST_TO_DEVICE),
                            best(ceilings, Transfer.Direction.DEVICE_TO_HOST)));
                }
            }
        }
        return table;
    }

    private static Cell best(Ceilings ceilings, Transfer.Direction direction) {
        return Cells.digits(ceilings.transfers().stream()
                .filter(transfer -> transfer.direction() == direction)
                .map(Transfer::gbPerS)
                .max(Double::compare)
                .orElse(null));
    }

    private static Table levels(List<Source> sources) {
        Table table = start(sources)
                .words("pattern")
                .words("level")
                .numbers("GB/s")
                .numbers("from (kB)")
                .numbers("to (kB)");
        for (Source source : sources) {
            for (Ceilings ceilings : source.run().ceilings()) {
                for (Plateau plateau : ceilings.plateaus()) {
                    table.row(row(
                            sources,
                            source,
                            ceilings,
                            plateau.pattern().label(),
                            plateau.name(),
                            Cells.digits(plateau.gbPerS()),
                            Cells.count(Math.round(plateau.fromBytes() / KILO)),
                            Cells.count(Math.round(plateau.toBytes() / KILO))));
                }
            }
        }
        return table;
    }
}

package riffle.report.section;

import java.util.List;
import riffle.analysis.row.Setting;
import riffle.report.naming.Shapes;
import riffle.report.page.Report.Captioned;
import riffle.report.table.Cell;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.result.Ablation;
import riffle.roofline.RoofPoint;
import riffle.roofline.RoofedOperator;

/** Launches under their roofs, and classes of them; of the settings that stand for their run. */
final class RooflineTables {

    private static final double BYTES_PER_MB = 1e6;

    private RooflineTables() {}

    /** Those that have rows. */
    static List<Captioned> of(List<Source> sources) {
        Table launches = launches(sources);
        if (launches.rows().isEmpty()) {
            return List.of();
        }
        return List.of(
                new Captioned(
                        "roofline-classes",
                        "The launches of a class together. FLOP/B: from FLOPs over what the level's bandwidth lets"
                                + " through in the time, to FLOPs over compulsory bytes. Of its roof: the time that the"
                                + " roof would allow over the time it took. Memory, computation: time without"
                                + " arithmetic and without memory traffic, over the full kernel's; each an upper bound"
                                + " of that part's own time.",
                        classes(sources)),
                new Captioned(
                        "roofline-launches",
                        "Every launch of the settings drawn. FLOP/B is an interval that needs no counters: from"
                                + " FLOPs over what the level's bandwidth lets through in the time, to FLOPs"
                                + " over compulsory bytes. Of its roof: the time that the roof would allow over"
                                + " the time it took.",
                        launches));
    }

    private static Table classes(List<Source> sources) {
        Columns columns = new Columns(sources);
        Table table = columns.table()
                .words("network")
                .words("class")
                .numbers("launches")
                .numbers("kernel (ms)")
                .numbers("MACs (M)")
                .numbers("MB")
                .intervals("FLOP/B")
                .numbers("GFLOP/s")
                .numbers("GB/s")
                .words("level")
                .words("bound by")
                .numbers("of its roof (%)")
                .numbers("memory (%)")
                .numbers("computation (%)");
        for (Source source : sources) {
            for (Setting setting : Settings.main(source)) {
                for (RoofedOperator whole : source.roofline().classes()) {
                    if (Setting.of(whole.subject()).equals(setting)) {
                        RoofPoint point = whole.point();
                        table.row(columns.row(
                                source,
                                setting,
                                whole.subject().spec().title(),
                                whole.operatorClass(),
                                Cells.count(whole.launches()),
                                Cells.ms(whole.kernelMs()),
                                Cells.millions(whole.macs()),
                                Cells.fixed(whole.bytes() / BYTES_PER_MB),
                                Cells.range(point.leastFlopPerByte(), point.flopPerByte()),
                                Cells.digits(point.gflopPerS()),
                                Cells.digits(point.gbPerS()),
                                point.level(),
                                bound(point),
                                Cells.percent(point.shareOfRoof(), 1),
                                memory(source, whole),
                                computation(source, whole)));
                    }
                }
            }
        }
        return table;
    }

    private static String bound(RoofPoint point) {
        return point.computeBound() ? "peak" : "bandwidth";
    }

    private static Cell memory(Source source, RoofedOperator whole) {
        List<Ablation> apart = apart(source, whole);
        return Cells.percent(apart.stream().mapToDouble(Ablation::memoryOnlyMs).sum(), full(apart));
    }

    private static Cell computation(Source source, RoofedOperator whole) {
        List<Ablation> apart = apart(source, whole);
        return Cells.percent(apart.stream().mapToDouble(Ablation::computeOnlyMs).sum(), full(apart));
    }

    private static double full(List<Ablation> apart) {
        return apart.stream().mapToDouble(Ablation::fullMs).sum();
    }

    /** The launches of a class that were taken apart. */
    private static List<Ablation> apart(Source source, RoofedOperator whole) {
        return source.run().ablations().stream()
                .filter(ablation -> ablation.subject().equals(whole.subject())
                        && ablation.operatorClass().equals(whole.operatorClass()))
                .toList();
    }

    private static Table launches(List<Source> sources) {
        Columns columns = new Columns(sources);
        Shapes shapes = new Shapes();
        Table table = columns.table()
                .words("network")
                .words("launch")
                .words("class")
                .words("shape")
                .numbers("kernel (ms)")
                .intervals("FLOP/B")
                .numbers("GFLOP/s")
                .numbers("GB/s")
                .words("level")
                .numbers("ceiling (GFLOP/s)")
                .words("bound by")
                .numbers("of its roof (%)");
        for (Source source : sources) {
            for (Setting setting : Settings.main(source)) {
                for (RoofedOperator launch : RooflineSection.launches(source, setting)) {
                    RoofPoint point = launch.point();
                    table.row(columns.row(
                            source,
                            setting,
                            launch.subject().spec().title(),
                            launch.name(),
                            launch.operatorClass(),
                            shapes.of(launch),
                            Cells.ms(launch.kernelMs()),
                            Cells.range(point.leastFlopPerByte(), point.flopPerByte()),
                            Cells.digits(point.gflopPerS()),
                            Cells.digits(point.gbPerS()),
                            point.level(),
                            Cells.digits(point.attainableGflopPerS()),
                            bound(point),
                            Cells.percent(point.shareOfRoof(), 1)));
                }
            }
        }
        return table;
    }
}

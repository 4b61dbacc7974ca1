package riffle.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import riffle.analysis.Setting;
import riffle.report.chart.BandwidthChart;
import riffle.report.chart.Chart;
import riffle.report.chart.RooflineChart;
import riffle.report.naming.Names;
import riffle.report.naming.Shapes;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Report.Section;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.result.Ceilings;
import riffle.result.Moment;
import riffle.roofline.Drift;
import riffle.roofline.Roof;
import riffle.roofline.RoofPoint;
import riffle.roofline.RoofedOperator;

/** Every launch under the ceilings that were measured in the same run. */
final class RooflineSection {

    private RooflineSection() {}

    static Section of(List<Source> sources) {
        List<Chart> charts = new ArrayList<>();
        for (Source source : sources) {
            for (Setting setting : Settings.main(source)) {
                start(source, setting).ifPresent(ceilings -> charts.add(chart(sources, source, setting, ceilings)));
            }
        }
        Table launches = launches(sources);
        return new Section(
                "roofline",
                "Roofline",
                paragraphs(sources),
                charts,
                launches.rows().isEmpty()
                        ? List.of()
                        : List.of(new Captioned(
                                "roofline-launches",
                                "Every launch of the settings drawn. FLOP/B is an interval that needs no counters: from"
                                        + " FLOPs over what the level's bandwidth lets through in the time, to FLOPs over"
                                        + " compulsory bytes. Of its roof: the time that the roof would allow over the time"
                                        + " it took.",
                                launches)));
    }

    /** Bandwidth by working set. */
    static Section bandwidth(List<Source> sources) {
        Ids ids = new Ids(sources);
        List<Chart> charts = new ArrayList<>();
        for (Source source : sources) {
            for (Ceilings ceilings : source.run().ceilings()) {
                if (ceilings.when() == Moment.START && !ceilings.bandwidth().isEmpty()) {
                    charts.add(BandwidthChart.of(
                            ids.of("bandwidth", source) + "-"
                                    + Names.threads(ceilings.threads()).replace(' ', '-'),
                            ceilings));
                }
            }
        }
        return new Section("bandwidth", "Bandwidth against working set", List.of(), charts, CeilingsTables.of(sources));
    }

    private static Chart chart(List<Source> sources, Source source, Setting setting, Ceilings ceilings) {
        return RooflineChart.of(
                new Ids(sources).of("roofline", source, setting), new Roof(ceilings), launches(source, setting));
    }

    private static List<RoofedOperator> launches(Source source, Setting setting) {
        return source.roofline().operators().stream()
                .filter(launch -> Setting.of(launch.subject()).equals(setting))
                .toList();
    }

    private static Optional<Ceilings> start(Source source, Setting setting) {
        return source.run().ceilings().stream()
                .filter(ceilings -> ceilings.when() == Moment.START)
                .filter(ceilings -> setting.threads().equals(ceilings.threads()))
                .filter(ceilings -> ceilings.device().equals(setting.device()))
                .filter(ceilings -> !ceilings.plateaus().isEmpty())
                .findFirst();
    }

    private static List<String> paragraphs(List<Source> sources) {
        List<String> paragraphs = new ArrayList<>();
        for (Source source : sources) {
            List<String> moved = source.roofline().drift().stream()
                    .filter(Drift::tooLarge)
                    .map(drift -> drift.ceiling() + " with " + Names.threads(drift.threads()) + " ("
                            + Cells.digits(drift.start()) + " to " + Cells.digits(drift.end()) + ")")
                    .toList();
            if (!moved.isEmpty()) {
                paragraphs.add("Ceilings moved by more than 5 % during the run"
                        + (sources.size() == 1 ? "" : " of " + source.name())
                        + ", so every number measured between is in doubt: " + String.join(", ", moved) + ".");
            }
        }
        return paragraphs;
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
                for (RoofedOperator launch : launches(source, setting)) {
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
                            point.computeBound() ? "peak" : "bandwidth",
                            Cells.percent(point.shareOfRoof(), 1)));
                }
            }
        }
        return table;
    }
}

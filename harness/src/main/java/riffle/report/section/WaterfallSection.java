package riffle.report.section;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import riffle.analysis.profile.Waterfall;
import riffle.analysis.row.Setting;
import riffle.network.Architecture;
import riffle.network.Baseline;
import riffle.report.chart.Chart;
import riffle.report.chart.WaterfallChart;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Report.Section;
import riffle.report.table.Cells;
import riffle.report.table.Table;

/** From theoretical to actual speedup, factor by factor. */
final class WaterfallSection {

    /** Of the section. */
    static final String ID = "waterfall";

    private static final double SMALLEST_DRAWN = 2;

    private WaterfallSection() {}

    static Section of(List<Source> sources) {
        Ids ids = new Ids(sources);
        List<Chart> charts = new ArrayList<>();
        for (Source source : sources) {
            for (Setting setting : Settings.main(source)) {
                for (Waterfall waterfall : drawn(source, setting)) {
                    charts.add(WaterfallChart.of(
                            ids.of("waterfall", source, setting) + "-" + Ids.of(waterfall.network()) + "-over-"
                                    + Ids.of(waterfall.baseline()),
                            waterfall));
                }
            }
        }
        Table table = table(sources);
        return new Section(
                ID,
                "From theoretical to actual",
                List.of("Theoretical speedup times all factors is the actual speedup. A class of operators that runs"
                        + " its multiply-adds slower than the baseline's average loses speedup; so does"
                        + " everything that theory does not count. What the factors leave unexplained is the"
                        + " remainder: medians of clocks do not add up to the median of the whole."),
                charts,
                table.rows().isEmpty()
                        ? List.of()
                        : List.of(new Captioned(
                                "waterfall-table",
                                "The factors of every pair in the settings drawn, with the time of each part in both"
                                        + " networks.",
                                table)));
    }

    /** The narrowest ShuffleNet over AlexNet and over MobileNet, where theory promises much. */
    static List<Waterfall> drawn(Source source, Setting setting) {
        List<Waterfall> candidates = source.analysis().waterfalls().stream()
                .filter(waterfall -> waterfall.setting().equals(setting))
                .filter(waterfall -> waterfall.network().architecture().baseline() == Baseline.WIDER)
                .filter(waterfall -> waterfall.theoretical() >= SMALLEST_DRAWN)
                .toList();
        List<Waterfall> drawn = new ArrayList<>();
        for (Architecture baseline : Architecture.baselines(Baseline.HEADLINE, Baseline.RIVAL)) {
            candidates.stream()
                    .filter(waterfall -> waterfall.baseline().architecture() == baseline)
                    .max(Comparator.comparingDouble(Waterfall::theoretical))
                    .ifPresent(drawn::add);
        }
        return drawn;
    }

    private static List<Waterfall> shown(Source source) {
        List<Setting> main = Settings.main(source);
        return source.analysis().waterfalls().stream()
                .filter(waterfall -> main.contains(waterfall.setting()))
                .toList();
    }

    private static Table table(List<Source> sources) {
        Columns columns = new Columns(sources);
        Table table = columns.table()
                .words("network")
                .words("over")
                .words("part")
                .numbers("factor")
                .intervals("factor, 95 %")
                .numbers("network (ms)")
                .numbers("baseline (ms)");
        for (Source source : sources) {
            for (Waterfall waterfall : shown(source)) {
                row(table, columns, source, waterfall, "theoretical", Cells.times(waterfall.theoretical()), Cells.NONE);
                for (Waterfall.Factor part : waterfall.parts()) {
                    table.row(columns.row(
                            source,
                            waterfall.setting(),
                            waterfall.network().title(),
                            waterfall.baseline().title(),
                            part.name(),
                            Cells.ratio(part.factor().value()),
                            Cells.ratios(part.factor().interval()),
                            Cells.ms(part.networkMs()),
                            Cells.ms(part.baselineMs())));
                }
                row(table, columns, source, waterfall, "remainder", Cells.ratio(waterfall.remainder()), Cells.NONE);
                row(table, columns, source, waterfall, "actual", Cells.times(waterfall.actual()), Cells.NONE);
            }
        }
        return table;
    }

    private static void row(
            Table table, Columns columns, Source source, Waterfall waterfall, String part, Object factor, Object none) {
        table.row(columns.row(
                source,
                waterfall.setting(),
                waterfall.network().title(),
                waterfall.baseline().title(),
                part,
                factor,
                none,
                none,
                none));
    }
}

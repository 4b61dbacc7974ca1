package riffle.report.section;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import riffle.analysis.row.Setting;
import riffle.analysis.speedup.PublishedSpeedup;
import riffle.analysis.speedup.Speedup;
import riffle.network.Architecture;
import riffle.report.chart.Chart;
import riffle.report.chart.SpeedupChart;
import riffle.report.naming.Names;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Report.Section;
import riffle.report.table.Cell;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.stats.Estimate;

/** Theoretical against actual speedup, and what others published of the same pairs. */
final class SpeedupSection {

    /** Of the section. */
    static final String ID = "speedup";

    private SpeedupSection() {}

    static Section of(List<Source> sources) {
        List<Captioned> tables = new ArrayList<>(TableEight.of(sources));
        for (Architecture architecture : Architecture.baselines()) {
            Table table = measured(sources, architecture);
            if (!table.rows().isEmpty()) {
                tables.add(new Captioned(
                        "speedup-over-" + architecture.label(),
                        "Speedup over " + architecture.asBaseline() + ", with 95 % intervals over blocks.",
                        table));
            }
        }
        Table published = published(sources);
        if (!published.rows().isEmpty()) {
            tables.add(new Captioned(
                    "speedup-published",
                    "The same pairs as others published them; nothing in this table was measured here.",
                    published));
        }
        List<Chart> charts = new ArrayList<>();
        series(sources).forEach((threads, series) -> {
            String words = Names.threads(threads);
            charts.add(SpeedupChart.of("speedup-" + words.replace(' ', '-'), words, series));
        });
        return new Section(
                ID,
                "Theoretical against actual speedup",
                List.of(
                        TableEight.LEGEND,
                        "Retained: actual over theoretical. Exponent: ln(actual) / ln(theoretical), 1 where theory"
                                + " holds. Per 4x: the speedup for each fourfold reduction of multiply-adds that this"
                                + " exponent means, 2.6x in the paper; given where theory promises at least 2x."),
                charts,
                tables);
    }

    /** Most threads first, then by series. */
    private static Map<Integer, Map<String, List<Speedup>>> series(List<Source> sources) {
        Map<Integer, Map<String, List<Speedup>>> series = new TreeMap<>(Comparator.reverseOrder());
        for (Source source : sources) {
            Set<String> sizes =
                    Settings.main(source).stream().map(Setting::size).collect(Collectors.toSet());
            for (Speedup speedup : source.analysis().speedups()) {
                Setting setting = speedup.setting();
                if (Settings.isOnDevice(setting) && sizes.contains(setting.size())) {
                    String name = setting.backend() + ", " + setting.plan()
                            + (sources.size() == 1 ? "" : ", " + source.name());
                    series.computeIfAbsent(setting.threads(), key -> new LinkedHashMap<>())
                            .computeIfAbsent(name, key -> new ArrayList<>())
                            .add(speedup);
                }
            }
        }
        return series;
    }

    private static Table measured(List<Source> sources, Architecture baseline) {
        Columns columns = new Columns(sources);
        Table table = columns.table()
                .words("network")
                .words("over")
                .numbers("theoretical")
                .numbers("actual")
                .intervals("actual, 95 %")
                .numbers("retained")
                .intervals("retained, 95 %")
                .numbers("exponent")
                .intervals("exponent, 95 %")
                .numbers("per 4x")
                .intervals("per 4x, 95 %");
        for (Source source : sources) {
            for (Speedup speedup : source.analysis().speedups()) {
                if (speedup.baseline().architecture() == baseline
                        && !speedup.network().equals(speedup.baseline())) {
                    table.row(columns.row(
                            source,
                            speedup.setting(),
                            speedup.network().title(),
                            speedup.baseline().title(),
                            Cells.times(speedup.theoretical()),
                            speedup.actual()
                                    .map(actual -> Cells.times(actual.value()))
                                    .orElse(Cells.NONE),
                            interval(speedup.actual()),
                            speedup.retained()
                                    .map(retained -> Cells.percent(retained.value(), 1))
                                    .orElse(Cells.NONE),
                            Cells.percents(speedup.retained().flatMap(Estimate::interval)),
                            Cells.fixed(speedup.exponent().map(Estimate::value)),
                            interval(speedup.exponent()),
                            perFourfold(speedup)
                                    .map(four -> Cells.times(four.value()))
                                    .orElse(Cells.NONE),
                            interval(perFourfold(speedup))));
                }
            }
        }
        return table;
    }

    /**
     * Not from a pair that theory sees less than a twofold difference in: that would be said of a distant fourfold one.
     */
    private static Optional<Estimate> perFourfold(Speedup speedup) {
        return Math.abs(Math.log(speedup.theoretical())) < Math.log(2) ? Optional.empty() : speedup.perFourfold();
    }

    private static Cell interval(Optional<Estimate> estimate) {
        return Cells.interval(estimate.flatMap(Estimate::interval));
    }

    private record PublishedRow(String network, String baseline, String size, PublishedSpeedup published) {}

    private static Table published(List<Source> sources) {
        Set<PublishedRow> rows = new LinkedHashSet<>();
        for (Source source : sources) {
            for (Speedup speedup : source.analysis().speedups()) {
                if (speedup.theoretical() > 1) {
                    speedup.published()
                            .forEach(published -> rows.add(new PublishedRow(
                                    speedup.network().title(),
                                    speedup.baseline().title(),
                                    speedup.setting().size(),
                                    published)));
                }
            }
        }
        Table table = new Table()
                .words("network")
                .words("over")
                .words("size")
                .words("source")
                .words("device")
                .numbers("baseline (ms)")
                .numbers("network (ms)")
                .numbers("theoretical")
                .numbers("actual")
                .numbers("retained")
                .numbers("exponent")
                .numbers("per 4x");
        for (PublishedRow row : rows) {
            PublishedSpeedup published = row.published();
            table.row(
                    row.network(),
                    row.baseline(),
                    row.size(),
                    published.source(),
                    Names.device(published),
                    Cells.ms(published.baselineMs()),
                    Cells.ms(published.networkMs()),
                    Cells.times(published.theoretical()),
                    Cells.times(published.actual()),
                    Cells.percent(published.retained(), 1),
                    Cells.fixed(published.exponent()),
                    published.perFourfold().map(Cells::times).orElse(Cells.NONE));
        }
        return table;
    }
}

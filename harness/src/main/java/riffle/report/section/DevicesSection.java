package riffle.report.section;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import riffle.analysis.speedup.DeviceSpeedup;
import riffle.analysis.speedup.PublishedTimes;
import riffle.analysis.speedup.Speedup;
import riffle.report.chart.Chart;
import riffle.report.chart.DevicesChart;
import riffle.report.naming.DeviceGroup;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Report.Section;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.result.published.PublishedRun;
import riffle.stats.Estimate;
import riffle.stats.Summary;

/** The same pairs of networks on many devices: as others published them, and as they were measured. */
public final class DevicesSection {

    /** Of the section and, with {@code -table} behind it, of its table. */
    public static final String ID = "devices";

    /** Published devices of a pair from which on a picture says more than the table. */
    private static final int ENOUGH = 4;

    private DevicesSection() {}

    private record Pair(String network, String baseline, String size) {
        static Pair of(DeviceSpeedup device) {
            return new Pair(
                    device.network().title(),
                    device.baseline().title(),
                    device.network().size());
        }

        String words() {
            return network + " over " + baseline + ", " + size;
        }
    }

    /** Every pair that somebody published; nothing where no published times were given. */
    static Section of(List<PublishedRun> published, List<Source> sources) {
        return section(published, pairs(published, sources));
    }

    /**
     * Pairs that two files have both.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Section shared(List<PublishedRun> published, List<Source> sources) {
        Map<Pair, List<DeviceSpeedup>> pairs = pairs(published, sources);
        pairs.values()
                .removeIf(devices ->
                        devices.stream().map(DeviceSpeedup::source).distinct().count() < 2);
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("the two files have no pair of networks in common at the same size");
        }
        return section(published, pairs);
    }

    private static Section section(List<PublishedRun> published, Map<Pair, List<DeviceSpeedup>> pairs) {
        List<String> paragraphs = new ArrayList<>();
        List<Chart> charts = new ArrayList<>();
        pairs.forEach((pair, devices) -> {
            if (devices.stream().filter(device -> !device.measured()).count() >= ENOUGH) {
                paragraphs.add(summary(pair, devices));
                charts.add(DevicesChart.of(ID + "-" + (charts.size() + 1), pair.words(), devices));
            }
        });
        for (PublishedRun run : published) {
            paragraphs.add(run.source() + " (" + run.date() + "): " + run.note());
        }
        return new Section(
                ID,
                "The same networks on other devices",
                paragraphs,
                charts,
                pairs.isEmpty()
                        ? List.of()
                        : List.of(new Captioned(
                                ID + "-table",
                                "Baseline's time over the network's. Published numbers have no interval; theory counts"
                                        + " as their source does, where it gives multiply-adds.",
                                table(pairs))));
    }

    private static Map<Pair, List<DeviceSpeedup>> pairs(List<PublishedRun> published, List<Source> sources) {
        Map<Pair, List<DeviceSpeedup>> pairs = published.stream()
                .flatMap(run -> PublishedTimes.pairs(run).stream())
                .map(DeviceSpeedup::of)
                .filter(device -> device.theoretical() > 1)
                .collect(Collectors.groupingBy(Pair::of, LinkedHashMap::new, Collectors.toList()));
        sources.stream().flatMap(DevicesSection::measured).forEach(device -> {
            if (pairs.containsKey(Pair.of(device))) {
                pairs.get(Pair.of(device)).add(device);
            }
        });
        pairs.values()
                .forEach(devices -> devices.sort(Comparator.comparing(DeviceGroup::of)
                        .thenComparing(device -> -device.actual().value())));
        return pairs;
    }

    /** Of the settings that stand for a run. */
    private static Stream<DeviceSpeedup> measured(Source source) {
        return Settings.main(source).stream()
                .flatMap(setting -> source.analysis().speedups().stream()
                        .filter(speedup -> speedup.setting().equals(setting)
                                && setting.batch() == 1
                                && speedup.actual().isPresent())
                        .map(speedup -> measured(source, speedup)));
    }

    private static DeviceSpeedup measured(Source source, Speedup speedup) {
        return new DeviceSpeedup(
                speedup.setting().device(),
                source.environment().isProcessor()
                        ? Optional.of(speedup.setting().threads())
                        : Optional.empty(),
                source.name() + ", " + speedup.setting().backend() + ", "
                        + speedup.setting().plan(),
                speedup.network(),
                speedup.baseline(),
                speedup.theoretical(),
                speedup.actual().orElseThrow(),
                true);
    }

    /** What devices of a kind make of a pair: from the least to the most. */
    private static String summary(Pair pair, List<DeviceSpeedup> devices) {
        Map<DeviceGroup, List<Double>> groups = devices.stream()
                .collect(Collectors.groupingBy(
                        DeviceGroup::of,
                        TreeMap::new,
                        Collectors.mapping(device -> device.actual().value(), Collectors.toList())));
        return pair.words() + ", " + Cells.times(DevicesChart.theoretical(devices)) + " in theory: "
                + groups.entrySet().stream()
                        .map(group -> range(group.getKey(), group.getValue()))
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private static String range(DeviceGroup group, List<Double> actual) {
        String least =
                Cells.times(actual.stream().min(Double::compare).orElseThrow()).text();
        return group.label() + " "
                + (actual.size() == 1
                        ? least
                        : least + " to "
                                + Cells.times(
                                        actual.stream().max(Double::compare).orElseThrow())
                                + ", median " + Cells.times(Summary.median(actual)) + " (n = " + actual.size() + ")");
    }

    private static Table table(Map<Pair, List<DeviceSpeedup>> pairs) {
        Table table = new Table()
                .words("network")
                .words("over")
                .words("size")
                .words("device")
                .numbers("threads")
                .words("source")
                .numbers("theoretical")
                .numbers("actual")
                .intervals("actual, 95 %")
                .numbers("retained");
        pairs.forEach((pair, devices) -> devices.forEach(device -> table.row(
                pair.network(),
                pair.baseline(),
                pair.size(),
                device.device(),
                device.threads().map(Cells::count).orElse(Cells.words("GPU")),
                device.source(),
                Cells.times(device.theoretical()),
                Cells.times(device.actual().value()),
                Cells.interval(Optional.of(device.actual()).flatMap(Estimate::interval)),
                Cells.percent(device.retained(), 1))));
        return table;
    }
}

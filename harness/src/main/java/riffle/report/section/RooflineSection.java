package riffle.report.section;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import riffle.analysis.row.Setting;
import riffle.report.chart.BandwidthChart;
import riffle.report.chart.Chart;
import riffle.report.chart.RooflineChart;
import riffle.report.naming.Names;
import riffle.report.page.Report.Section;
import riffle.report.table.Cells;
import riffle.result.ceiling.Ceilings;
import riffle.result.ceiling.Moment;
import riffle.roofline.Drift;
import riffle.roofline.Roof;
import riffle.roofline.RoofedOperator;

/** Every launch under the ceilings that were measured in the same run. */
final class RooflineSection {

    /** Of the section. */
    static final String ID = "roofline";

    private RooflineSection() {}

    static Section of(List<Source> sources) {
        List<Chart> charts = new ArrayList<>();
        for (Source source : sources) {
            for (Setting setting : Settings.main(source)) {
                start(source, setting).ifPresent(ceilings -> charts.add(chart(sources, source, setting, ceilings)));
            }
        }
        return new Section(ID, "Roofline", paragraphs(sources), charts, RooflineTables.of(sources));
    }

    /** How far below its roofs a setting stays; nothing where it has none. */
    static Optional<String> sentence(Source source, Setting setting) {
        Map<String, List<RoofedOperator>> networks = launches(source, setting).stream()
                .collect(Collectors.groupingBy(
                        launch -> launch.subject().spec().title(), LinkedHashMap::new, Collectors.toList()));
        List<String> shares = networks.entrySet().stream()
                .sorted(Comparator.comparing(network -> share(network.getValue())))
                .map(network -> Cells.percent(share(network.getValue()), 1) + " (" + network.getKey() + ")")
                .toList();
        if (shares.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("At their roofs, all launches of a network would take "
                + (shares.size() == 1 ? shares.getFirst() : shares.getFirst() + " to " + shares.getLast())
                + " of the kernel time that they take (" + Names.setting(setting) + ").");
    }

    /** The time that the roofs allow over the time that it took. */
    private static double share(List<RoofedOperator> launches) {
        double roof = launches.stream()
                .mapToDouble(launch -> launch.point().shareOfRoof() * launch.kernelMs())
                .sum();
        return roof / launches.stream().mapToDouble(RoofedOperator::kernelMs).sum();
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

    /** The launches of a setting that have a roof. */
    static List<RoofedOperator> launches(Source source, Setting setting) {
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
            String of = sources.size() == 1 ? "" : " of " + source.name();
            if (!source.roofline().drift().isEmpty()
                    && source.roofline().drift().stream().noneMatch(Drift::tooLarge)) {
                paragraphs.add("No ceiling moved by more than 5 % during the run" + of + ".");
            }
            List<String> moved = source.roofline().drift().stream()
                    .filter(Drift::tooLarge)
                    .map(drift -> drift.ceiling() + " with " + Names.threads(drift.threads()) + " ("
                            + Cells.digits(drift.start()) + " to " + Cells.digits(drift.end()) + ")")
                    .toList();
            if (!moved.isEmpty()) {
                paragraphs.add("Ceilings moved by more than 5 % during the run" + of
                        + ", so every number measured between is in doubt: " + String.join(", ", moved) + ".");
            }
        }
        return paragraphs;
    }
}

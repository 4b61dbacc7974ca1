package riffle.report.section;

import java.util.ArrayList;
import java.util.List;
import riffle.analysis.profile.ClassProfile;
import riffle.analysis.row.Setting;
import riffle.report.chart.Chart;
import riffle.report.chart.ClassesChart;
import riffle.report.naming.Names;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Report.Section;
import riffle.report.table.Cells;
import riffle.report.table.Table;

/** Kernel time by class of operators, beside what theory counts. */
final class ClassesSection {

    private ClassesSection() {}

    static Section of(List<Source> sources) {
        Ids ids = new Ids(sources);
        List<Chart> charts = new ArrayList<>();
        for (Source source : sources) {
            for (Setting setting : Settings.main(source)) {
                List<ClassProfile> profiles = source.analysis().profiles().stream()
                        .filter(profile -> profile.setting().equals(setting))
                        .toList();
                if (!profiles.isEmpty()) {
                    String name = Names.setting(setting) + (sources.size() == 1 ? "" : ", " + source.name());
                    charts.add(ClassesChart.of(ids.of("classes", source, setting), name, profiles));
                }
            }
        }
        Table table = table(sources);
        return new Section(
                "classes-section",
                "Time by class of operators",
                List.of(),
                charts,
                table.rows().isEmpty()
                        ? List.of()
                        : List.of(new Captioned(
                                "classes-table",
                                "Every network by class of operators: kernel time (OpenCL events), multiply-adds,"
                                        + " compulsory bytes (each tensor moved once) of the launches as they were"
                                        + " fused, and the rates that follow. Share of peak: of the peak that was"
                                        + " measured in the same run.",
                                table)));
    }

    private static Table table(List<Source> sources) {
        Columns columns = new Columns(sources);
        Table table = columns.table()
                .words("network")
                .words("class")
                .numbers("launches")
                .numbers("kernel (ms)")
                .numbers("of time (%)")
                .numbers("of MACs (%)")
                .numbers("of bytes (%)")
                .numbers("GFLOP/s")
                .numbers("GB/s")
                .numbers("FLOP/B")
                .numbers("of peak (%)");
        for (Source source : sources) {
            for (ClassProfile profile : source.analysis().profiles()) {
                for (ClassProfile.Share share : profile.classes()) {
                    table.row(columns.row(
                            source,
                            profile.setting(),
                            profile.network().title(),
                            share.operatorClass(),
                            Cells.count(share.launches()),
                            Cells.ms(share.kernelMs()),
                            Cells.percent(share.timeShare(), 1),
                            Cells.percent(share.macsShare(), 1),
                            Cells.percent(share.bytesShare(), 1),
                            Cells.digits(share.gflops()),
                            Cells.digits(share.gbs()),
                            Cells.fixed(share.intensity()),
                            share.peakShare()
                                    .map(peak -> Cells.percent(peak, 1))
                                    .orElse(Cells.NONE)));
                }
            }
        }
        return table;
    }
}

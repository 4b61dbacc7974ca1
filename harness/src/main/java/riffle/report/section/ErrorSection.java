package riffle.report.section;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import riffle.analysis.AccuracyPoint;
import riffle.report.chart.ErrorChart;
import riffle.report.naming.Names;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Report.Section;
import riffle.report.table.Cells;
import riffle.report.table.Table;

/** Time here against published error. */
final class ErrorSection {

    private ErrorSection() {}

    static Section of(List<Source> sources) {
        Columns columns = new Columns(sources);
        Table table = columns.table().words("network").numbers("median (ms)").numbers("published error (%)");
        Map<String, List<AccuracyPoint>> series = new LinkedHashMap<>();
        for (Source source : sources) {
            for (AccuracyPoint point : source.analysis().accuracy()) {
                table.row(columns.row(
                        source,
                        point.setting(),
                        point.network().title(),
                        Cells.ms(point.medianMs()),
                        Cells.digits(point.publishedError())));
                if (Settings.main(source).contains(point.setting())) {
                    String name = Names.place(point.setting()) + (sources.size() == 1 ? "" : ", " + source.name());
                    series.computeIfAbsent(name, key -> new ArrayList<>()).add(point);
                }
            }
        }
        return new Section(
                "error",
                "Time against published error",
                List.of(),
                series.isEmpty() ? List.of() : List.of(ErrorChart.of("error-chart", series)),
                table.rows().isEmpty()
                        ? List.of()
                        : List.of(new Captioned(
                                "error-table",
                                "Median time here, and the top-1 error on ImageNet that the paper gives. No error was"
                                        + " measured here.",
                                table)));
    }
}

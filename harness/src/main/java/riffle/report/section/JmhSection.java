package riffle.report.section;

import java.util.List;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Report.Section;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.result.json.JmhBenchmark;

/** What JMH measured. */
final class JmhSection {

    private JmhSection() {}

    static Section of(List<JmhBenchmark> benchmarks) {
        Table table = new Table()
                .words("benchmark")
                .words("mode")
                .numbers("threads")
                .numbers("forks")
                .numbers("score")
                .intervals("99.9 %")
                .words("unit")
                .numbers("samples");
        for (JmhBenchmark benchmark : benchmarks) {
            table.row(
                    benchmark.name(),
                    benchmark.mode(),
                    Cells.count(benchmark.threads()),
                    Cells.count(benchmark.forks()),
                    Cells.digits(benchmark.score()),
                    Cells.interval(benchmark.interval()),
                    benchmark.unit(),
                    Cells.count(benchmark.samples()));
        }
        return new Section(
                "jmh",
                "On the JVM",
                List.of(),
                List.of(),
                benchmarks.isEmpty()
                        ? List.of()
                        : List.of(new Captioned(
                                "jmh-table",
                                "What runs on the JVM, as JMH measured it. Its interval is Student's, at 99.9 %.",
                                table)));
    }
}

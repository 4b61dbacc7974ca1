package riffle.report.section;

import java.util.List;
import riffle.analysis.row.Setting;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Report.Section;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.result.Ablation;

/** Launches taken apart: without their arithmetic, and without their memory traffic. */
final class AblationSection {

    private AblationSection() {}

    static Section of(List<Source> sources) {
        Columns columns = new Columns(sources);
        Table table = columns.table()
                .words("network")
                .words("launch")
                .words("class")
                .numbers("full (ms)")
                .numbers("memory only (ms)")
                .numbers("computation only (ms)")
                .numbers("memory (%)")
                .numbers("computation (%)");
        for (Source source : sources) {
            for (Ablation ablation : source.run().ablations()) {
                table.row(columns.row(
                        source,
                        Setting.of(ablation.subject()),
                        ablation.subject().spec().title(),
                        ablation.launch(),
                        ablation.operatorClass(),
                        Cells.ms(ablation.fullMs()),
                        Cells.ms(ablation.memoryOnlyMs()),
                        Cells.ms(ablation.computeOnlyMs()),
                        Cells.percent(ablation.memoryOnlyMs(), ablation.fullMs()),
                        Cells.percent(ablation.computeOnlyMs(), ablation.fullMs())));
            }
        }
        return new Section(
                "ablation",
                "Computation against memory access, taken apart",
                List.of(),
                List.of(),
                table.rows().isEmpty()
                        ? List.of()
                        : List.of(new Captioned(
                                "ablation-table",
                                "The same kernel as it is, with its arithmetic taken out, and with its memory traffic"
                                        + " taken out; shares are of the full kernel's time and may add up to more or"
                                        + " less than 100 %, as the two overlap.",
                                table)));
    }
}

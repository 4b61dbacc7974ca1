package riffle.report.section;

import java.util.List;
import java.util.Optional;
import riffle.analysis.profile.DepthwiseVerdict;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Report.Section;
import riffle.report.table.Cell;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.stats.Estimate;

/** Section 3.2's sentence on depthwise convolution, held against what was measured. */
final class DepthwiseSection {

    /** Of the section. */
    static final String ID = "depthwise";

    private DepthwiseSection() {}

    static Section of(List<Source> sources) {
        Table table = table(sources);
        return new Section(
                ID,
                "Depthwise convolution beside the others",
                List.of("The paper's section 3.2 says that depthwise convolution has a worse ratio of computation to"
                        + " memory access than dense operations. Ratios are depthwise over the other class:"
                        + " below 1, depthwise is worse; in the column of time per multiply-add, above 1."),
                List.of(),
                table.rows().isEmpty()
                        ? List.of()
                        : List.of(new Captioned(
                                "depthwise-table",
                                "Depthwise convolution over each other class of convolution, of the same network or,"
                                        + " where it has none, of the network named.",
                                table)));
    }

    private static Table table(List<Source> sources) {
        Columns columns = new Columns(sources);
        Table table = columns.table()
                .words("network")
                .words("depthwise over")
                .words("of")
                .numbers("rate")
                .intervals("rate, 95 %")
                .numbers("depthwise, of peak (%)")
                .numbers("other, of peak (%)")
                .numbers("FLOP/B")
                .numbers("time per MAC")
                .words("worse by all three");
        for (Source source : sources) {
            for (DepthwiseVerdict verdict : source.analysis().depthwise()) {
                for (DepthwiseVerdict.Against against : verdict.against()) {
                    Estimate rate = against.rate();
                    table.row(columns.row(
                            source,
                            verdict.setting(),
                            verdict.network().title(),
                            against.operatorClass(),
                            against.of().title(),
                            Cells.ratio(rate.value()),
                            Cells.ratios(rate.interval()),
                            share(against.depthwisePeakShare()),
                            share(against.otherPeakShare()),
                            Cells.ratio(against.intensity()),
                            Cells.fixed(against.timePerMac()),
                            against.worse() ? "yes" : "no"));
                }
            }
        }
        return table;
    }

    private static Cell share(Optional<Double> share) {
        return share.map(known -> Cells.percent(known, 1)).orElse(Cells.NONE);
    }
}

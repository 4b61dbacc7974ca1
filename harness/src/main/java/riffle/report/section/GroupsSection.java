package riffle.report.section;

import java.util.List;
import riffle.analysis.GroupTradeOff;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Report.Section;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.stats.Estimate;

/** Whether g = 3 is the trade-off here that it was for the paper. */
final class GroupsSection {

    /** Of the section. */
    static final String ID = "groups";

    private GroupsSection() {}

    static Section of(List<Source> sources) {
        Columns columns = new Columns(sources);
        Table table = columns.table()
                .words("network")
                .numbers("g")
                .numbers("MACs (M)")
                .numbers("median (ms)")
                .numbers("over g = 3")
                .intervals("over g = 3, 95 %")
                .numbers("published error (%)")
                .words("another g is faster and errs no more");
        for (Source source : sources) {
            for (GroupTradeOff tradeOff : source.analysis().groups()) {
                for (GroupTradeOff.Group group : tradeOff.groups()) {
                    table.row(columns.row(
                            source,
                            tradeOff.setting(),
                            "ShuffleNet " + tradeOff.scale() + "x",
                            Cells.count(group.groups()),
                            Cells.millions(group.macs()),
                            Cells.ms(group.medianMs()),
                            group.overThree()
                                    .map(ratio -> Cells.ratio(ratio.value()))
                                    .orElse(Cells.NONE),
                            Cells.ratios(group.overThree().flatMap(Estimate::interval)),
                            Cells.digits(group.publishedError().orElse(null)),
                            group.dominated() ? "yes" : "no"));
                }
            }
        }
        return new Section(
                ID,
                "How many groups",
                List.of(),
                List.of(),
                table.rows().isEmpty()
                        ? List.of()
                        : List.of(new Captioned(
                                "groups-table",
                                "Every g of the paper's Table 1: its time here, and the error that the paper's Table 2"
                                        + " gives it.",
                                table)));
    }
}

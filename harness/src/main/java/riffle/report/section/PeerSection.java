package riffle.report.section;

import java.util.List;
import riffle.analysis.PeerRatio;
import riffle.analysis.Peers;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Report.Section;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.stats.Estimate;

/** Our backends beside the engine that a user would pick instead. */
final class PeerSection {

    private PeerSection() {}

    static Section of(List<Source> sources) {
        Columns columns = new Columns(sources);
        Table table = columns.table()
                .words("network")
                .numbers("median (ms)")
                .words("peer")
                .numbers("its threads")
                .numbers("its median (ms)")
                .numbers("ratio")
                .intervals("ratio, 95 %");
        for (Source source : sources) {
            for (PeerRatio row : Peers.of(source.run())) {
                table.row(columns.row(
                        source,
                        row.setting(),
                        row.network().title(),
                        Cells.ms(row.ms()),
                        row.peer(),
                        Cells.count(row.peerThreads()),
                        Cells.ms(row.peerMs()),
                        Cells.fixed(row.ratio().map(Estimate::value)),
                        Cells.interval(row.ratio().flatMap(Estimate::interval))));
            }
        }
        return new Section(
                "peer",
                "Beside the peer",
                List.of(),
                List.of(),
                table.rows().isEmpty()
                        ? List.of()
                        : List.of(new Captioned(
                                "peer-table",
                                "End-to-end time, ours over the peer's in the same blocks: 1 or less where nothing is lost.",
                                table)));
    }
}

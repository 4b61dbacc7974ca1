package riffle.report;

import java.util.List;
import java.util.Optional;
import riffle.analysis.PeerRatio;
import riffle.analysis.Peers;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.result.RunResult;
import riffle.stats.Estimate;

/** Our backends beside the engine that a user would pick instead, as Markdown. */
final class PeerReport {

    private PeerReport() {}

    /** The section; nothing where the run has no peer. */
    static String of(RunResult run) {
        List<PeerRatio> ratios = Peers.of(run);
        if (ratios.isEmpty()) {
            return "";
        }
        Table table = new Table()
                .words("model")
                .words("size")
                .words("backend")
                .words("plan")
                .numbers("threads")
                .numbers("median (ms)")
                .words("peer")
                .numbers("its threads")
                .numbers("its median (ms)")
                .numbers("ratio")
                .intervals("95 % interval");
        for (PeerRatio row : ratios) {
            Optional<Estimate> ratio = row.ratio();
            table.row(
                    row.network().build().name(),
                    row.setting().size(),
                    row.setting().backend(),
                    row.setting().plan(),
                    String.valueOf(row.setting().threads()),
                    Cells.ms(row.ms()),
                    row.peer(),
                    String.valueOf(row.peerThreads()),
                    Cells.ms(row.peerMs()),
                    Cells.fixed(ratio.map(Estimate::value)),
                    Cells.interval(ratio.flatMap(Estimate::interval)));
        }
        return "\n## Beside the peer\n\nEnd to end, ours over its in the same blocks: 1 or less where nothing is lost.\n\n"
                + table;
    }
}

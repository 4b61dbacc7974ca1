package riffle.report.section;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import riffle.analysis.row.Setting;
import riffle.analysis.speedup.PeerRatio;
import riffle.analysis.speedup.Peers;
import riffle.report.naming.Names;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Report.Section;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.stats.Estimate;

/** Our backends beside the engine that a user would pick instead. */
final class PeerSection {

    /** Of the section. */
    static final String ID = "peer";

    private PeerSection() {}

    /** How a setting stands beside the peer; nothing where there is none. */
    static Optional<String> sentence(Source source, Setting setting) {
        List<PeerRatio> known = Peers.of(source.run()).stream()
                .filter(row -> row.setting().equals(setting) && row.ratio().isPresent())
                .sorted(Comparator.comparing(PeerSection::ratio))
                .toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        long lost = known.stream().filter(row -> ratio(row) > 1).count();
        String least = times(known.getFirst());
        return Optional.of("Beside " + known.getFirst().peer() + " (" + Names.setting(setting)
                + "), time over its time is "
                + (known.size() == 1 ? least : "between " + least + " and " + times(known.getLast()))
                + "; " + (known.size() - lost) + " of " + known.size()
                + (known.size() == 1 ? " network takes" : " networks take") + " no longer here.");
    }

    private static double ratio(PeerRatio row) {
        return row.ratio().orElseThrow().value();
    }

    private static String times(PeerRatio row) {
        return Cells.times(ratio(row)) + " (" + row.network().title() + ")";
    }

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
                ID,
                "Beside the peer",
                List.of(),
                List.of(),
                table.rows().isEmpty()
                        ? List.of()
                        : List.of(new Captioned(
                                "peer-table",
                                "End-to-end time, ours over the peer's in the same blocks: 1 or less where nothing is"
                                        + " lost.",
                                table)));
    }
}

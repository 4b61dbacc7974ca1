package riffle.analysis.speedup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import riffle.analysis.row.Rows;
import riffle.analysis.row.Setting;
import riffle.execution.BackendKinds;
import riffle.execution.Role;
import riffle.result.ResultRow;
import riffle.result.RunResult;

/** Backends beside the peer of the same run. */
public final class Peers {

    private Peers() {}

    /** Every row with a number, but for the peer's own and the reference's, over the peer's, in the file's order. */
    public static List<PeerRatio> of(RunResult run) {
        List<PeerRatio> ratios = new ArrayList<>();
        for (ResultRow row : run.rows()) {
            if (Rows.hasNumber(row) && isOurs(row)) {
                peer(run, row).ifPresent(peer -> ratios.add(ratio(row, peer)));
            }
        }
        return ratios;
    }

    /** Whether a row is of a backend that runs our kernels: neither the peer nor the reference. */
    public static boolean isOurs(ResultRow row) {
        Role role = role(row);
        return role == Role.SUBJECT || role == Role.VARIANT;
    }

    private static Role role(ResultRow row) {
        return BackendKinds.of(row.result().subject().backend()).role();
    }

    private static PeerRatio ratio(ResultRow row, ResultRow peer) {
        return new PeerRatio(
                Setting.of(row.result().subject()),
                Rows.network(row),
                peer.result().subject().backend(),
                peer.result().subject().threads(),
                row.result().times().medianMs(),
                peer.result().times().medianMs(),
                Speedups.actual(peer, row));
    }

    /**
     * The peer on as many threads as the row. Beside a device that is not the processor, whose compute units are no
     * threads, else on the most that it has.
     */
    private static Optional<ResultRow> peer(RunResult run, ResultRow row) {
        List<ResultRow> peers = run.rows().stream()
                .filter(other -> role(other) == Role.PEER && Rows.hasNumber(other))
                .filter(other -> Rows.network(other).equals(Rows.network(row)))
                .toList();
        Optional<ResultRow> equal = peers.stream()
                .filter(other -> threads(other).equals(threads(row)))
                .findFirst();
        return equal.isPresent() || run.environment().isProcessor()
                ? equal
                : peers.stream().max(Comparator.comparing(Peers::threads));
    }

    private static Integer threads(ResultRow row) {
        return row.result().subject().threads();
    }
}

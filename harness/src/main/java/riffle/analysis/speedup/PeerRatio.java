package riffle.analysis.speedup;

import java.util.Optional;
import riffle.analysis.row.Setting;
import riffle.network.NetworkSpec;
import riffle.stats.Estimate;

/**
 * A backend beside the engine that a user would pick instead, on the same network, size and batch in the same run.
 *
 * @param setting ours
 * @param network the network
 * @param peer backend of the other
 * @param peerThreads its threads; as many as ours where the run has that
 * @param ms our median, end to end
 * @param peerMs its median, end to end
 * @param ratio our time over its: 1 or less where nothing is lost; empty if no block was steady for both
 */
public record PeerRatio(
        Setting setting,
        NetworkSpec network,
        String peer,
        int peerThreads,
        double ms,
        double peerMs,
        Optional<Estimate> ratio) {}

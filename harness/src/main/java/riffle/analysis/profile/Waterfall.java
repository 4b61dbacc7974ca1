package riffle.analysis.profile;

import java.util.List;
import riffle.analysis.row.Setting;
import riffle.network.NetworkSpec;
import riffle.stats.Estimate;

/**
 * The way from a theoretical to an actual speedup, as factors: theoretical x all parts x remainder = actual. A factor
 * above 1 wins speedup, one below 1 loses it; their logarithms add up.
 *
 * @param setting size, backend, plan and threads of both
 * @param network the network
 * @param baseline what it is compared with
 * @param theoretical where the way starts
 * @param parts in the order of {@link FactorKind}, classes of operators by name
 * @param remainder what the parts leave unexplained: medians of clocks do not add up to the median of the whole
 * @param actual where it ends
 */
public record Waterfall(
        Setting setting,
        NetworkSpec network,
        NetworkSpec baseline,
        double theoretical,
        List<Factor> parts,
        double remainder,
        double actual) {

    public Waterfall {
        parts = List.copyOf(parts);
    }

    /** What a part is about. */
    public enum FactorKind {
        /** A class of operators with multiply-adds runs them faster or slower than the baseline does on average. */
        EFFICIENCY,
        /** Kernels without multiply-adds: pooling, addition, shuffle, padding. */
        DATA_MOVING,
        /**
         * Launches at the price of a launch in a queue, where ceilings were measured; else all of dispatch and the
         * host.
         */
        DISPATCH,
        /** The rest of a pass outside kernels and copies; only where ceilings tell it from dispatch. */
        HOST,
        /** Copies between host and device. */
        TRANSFER
    }

    /**
     * One step of the way.
     *
     * @param kind what it is about
     * @param name for people: {@code depthwise}, {@code data-moving operators}, {@code dispatch}
     * @param factor what the speedup is multiplied by, with its interval over blocks
     * @param networkMs time of this part in the network, ms
     * @param baselineMs time of this part in the baseline, ms
     */
    public record Factor(FactorKind kind, String name, Estimate factor, double networkMs, double baselineMs) {}
}

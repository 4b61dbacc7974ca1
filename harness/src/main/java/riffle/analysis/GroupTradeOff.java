package riffle.analysis;

import java.util.List;
import java.util.Optional;
import riffle.analysis.row.Setting;
import riffle.stats.Estimate;

/**
 * Every g of Table 1 at the same scale: what it takes here, and the error that the paper published for it.
 *
 * @param setting size, backend, plan and threads
 * @param scale width multiplier of all of them
 * @param groups by rising g
 */
public record GroupTradeOff(Setting setting, double scale, List<Group> groups) {

    public GroupTradeOff {
        groups = List.copyOf(groups);
    }

    /**
     * One g.
     *
     * @param groups g
     * @param macs multiply-adds
     * @param medianMs median time, ms
     * @param overThree its time over that of g = 3
     * @param publishedError top-1 error in percent, Table 2 of the paper
     * @param dominated whether another g is surely faster and its published error no higher
     */
    public record Group(
            int groups,
            long macs,
            double medianMs,
            Optional<Estimate> overThree,
            Optional<Double> publishedError,
            boolean dominated) {}
}

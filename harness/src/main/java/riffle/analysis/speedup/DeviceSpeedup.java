package riffle.analysis.speedup;

import java.util.Optional;
import riffle.network.NetworkSpec;
import riffle.stats.Estimate;

/**
 * What one device makes of a pair of networks, whoever measured it.
 *
 * @param device its name
 * @param threads of a processor; empty for a GPU
 * @param source who says so: a paper or project, or the run that measured it
 * @param network the network
 * @param baseline what it is compared with
 * @param theoretical the baseline's multiply-adds over the network's
 * @param actual the baseline's time over the network's; an interval only where it was measured here
 * @param measured whether a results file has it, with samples
 */
public record DeviceSpeedup(
        String device,
        Optional<Integer> threads,
        String source,
        NetworkSpec network,
        NetworkSpec baseline,
        double theoretical,
        Estimate actual,
        boolean measured) {

    /** As somebody published it. */
    public static DeviceSpeedup of(PublishedSpeedup published) {
        return new DeviceSpeedup(
                published.device(),
                published.threads(),
                published.source(),
                published.network(),
                published.baseline(),
                published.theoretical(),
                new Estimate(published.actual(), Optional.empty()),
                false);
    }

    /** Actual over theoretical. */
    public double retained() {
        return actual.value() / theoretical;
    }
}

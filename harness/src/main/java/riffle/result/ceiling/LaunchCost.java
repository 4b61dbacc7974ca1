package riffle.result.ceiling;

import java.util.List;

/**
 * What launching a kernel costs that does nothing, on the host's clock, in microseconds.
 *
 * @param aloneUs median: one launch, waited for
 * @param queuedUs median: a launch in a long queue, waited for at its end
 * @param queueLength launches in that queue
 * @param aloneSamples one each
 * @param queuedSamples one a queue, divided by its length
 */
public record LaunchCost(
        double aloneUs, double queuedUs, int queueLength, List<Double> aloneSamples, List<Double> queuedSamples) {

    public LaunchCost {
        aloneSamples = List.copyOf(aloneSamples);
        queuedSamples = List.copyOf(queuedSamples);
    }
}

package riffle.execution;

import java.util.List;
import riffle.tensor.Tensor;

/**
 * One timed forward pass.
 *
 * @param output the network's output
 * @param endToEndNanos wall time from inputs on the host to output on the host
 * @param transferNanos device time of host-to-device and device-to-host copies
 * @param kernelNanos device time of each launch, in the order of {@link Execution#launches()}
 */
public record Sample(Tensor output, long endToEndNanos, long transferNanos, List<Long> kernelNanos) {

    public Sample {
        kernelNanos = List.copyOf(kernelNanos);
    }

    /** Device time of all launches. */
    public long kernelNanosTotal() {
        return kernelNanos.stream().mapToLong(Long::longValue).sum();
    }

    /** What is left: enqueueing, waiting, the host's own work. */
    public long dispatchNanos() {
        return endToEndNanos - transferNanos - kernelNanosTotal();
    }
}

package riffle.result;

import java.util.List;
import riffle.stats.Summary;

/**
 * All samples of one worker process. Lists of samples run in the order of measurement.
 *
 * @param steady whether the warm-up came to a steady pace within its time
 * @param warmUpMs end-to-end times of the warm-up passes, the first of which was verified
 * @param compileMs compile time, before the first pass
 * @param samplesMs end-to-end times
 * @param transferMs device time of the copies of each sample
 * @param kernelMs kernel times of each sample, one per launch
 */
public record Block(
        boolean steady,
        List<Double> warmUpMs,
        double compileMs,
        List<Double> samplesMs,
        List<Double> transferMs,
        List<List<Double>> kernelMs) {

    public Block {
        warmUpMs = List.copyOf(warmUpMs);
        samplesMs = List.copyOf(samplesMs);
        transferMs = List.copyOf(transferMs);
        kernelMs = kernelMs.stream().map(List::copyOf).toList();
    }

    /** Median end-to-end time in milliseconds. */
    public double medianMs() {
        return Summary.median(samplesMs);
    }

    /** Kernel time of sample i, all launches together, in milliseconds. */
    public double kernelTotalMs(int i) {
        return kernelMs.get(i).stream().mapToDouble(Double::doubleValue).sum();
    }
}

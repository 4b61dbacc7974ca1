package riffle.result;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import riffle.result.environment.Conditions;
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
 * @param conditions how the machine was right after the last sample
 * @param start how the process came to its first result; null where it was not the first thing that it did, and in
 *     files that do not say
 */
public record Block(
        boolean steady,
        List<Double> warmUpMs,
        double compileMs,
        List<Double> samplesMs,
        List<Double> transferMs,
        List<List<Double>> kernelMs,
        Conditions conditions,
        Start start) {

    @JsonCreator
    public Block {
        warmUpMs = List.copyOf(warmUpMs);
        samplesMs = List.copyOf(samplesMs);
        transferMs = List.copyOf(transferMs);
        kernelMs = kernelMs.stream().map(List::copyOf).toList();
        conditions = conditions == null ? Conditions.UNKNOWN : conditions;
    }

    /** A block of whose conditions nothing is known. */
    public Block(
            boolean steady,
            List<Double> warmUpMs,
            double compileMs,
            List<Double> samplesMs,
            List<Double> transferMs,
            List<List<Double>> kernelMs) {
        this(steady, warmUpMs, compileMs, samplesMs, transferMs, kernelMs, Conditions.UNKNOWN);
    }

    /** A block of whose start nothing is known. */
    public Block(
            boolean steady,
            List<Double> warmUpMs,
            double compileMs,
            List<Double> samplesMs,
            List<Double> transferMs,
            List<List<Double>> kernelMs,
            Conditions conditions) {
        this(steady, warmUpMs, compileMs, samplesMs, transferMs, kernelMs, conditions, null);
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

package riffle.offload;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import riffle.result.Block;
import riffle.stats.Summary;

/**
 * Medians of one side in milliseconds, over the samples of all its processes.
 *
 * @param medianMs end to end, inputs on the host to output on the host
 * @param kernelMs in kernels; of an engine that does not time its operators, the whole run
 * @param transferMs in copies between host and device
 * @param dispatchMs the rest
 * @param samples number of samples
 */
public record Clocks(double medianMs, double kernelMs, double transferMs, double dispatchMs, int samples) {

    /**
     * Clocks of some processes.
     *
     * @param blocks at least one, each with samples
     */
    public static Clocks of(List<Block> blocks) {
        List<Double> ends =
                blocks.stream().flatMap(block -> block.samplesMs().stream()).toList();
        return new Clocks(
                Summary.median(ends),
                median(blocks, At::kernel),
                median(blocks, At::transfer),
                median(blocks, at -> at.end() - at.kernel() - at.transfer()),
                ends.size());
    }

    private static double median(List<Block> blocks, ToDoubleFunction<At> clock) {
        return Summary.median(blocks.stream()
                .flatMap(block -> IntStream.range(0, block.samplesMs().size()).mapToObj(i -> new At(block, i)))
                .map(clock::applyAsDouble)
                .toList());
    }

    /** One sample of a block. */
    private record At(Block block, int sample) {
        double end() {
            return block.samplesMs().get(sample);
        }

        double kernel() {
            return block.kernelTotalMs(sample);
        }

        double transfer() {
            return block.transferMs().get(sample);
        }
    }
}

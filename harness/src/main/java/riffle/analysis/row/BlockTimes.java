package riffle.analysis.row;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import riffle.result.Block;
import riffle.result.OperatorTime;
import riffle.result.ResultRow;
import riffle.stats.Summary;

/**
 * Where one process spent a pass, medians over its samples in ms.
 *
 * @param kernelMs kernels by class of operators
 * @param macs multiply-adds by class of operators
 * @param dispatchMs what is left of a pass without kernels and transfer
 * @param transferMs copies
 * @param launches number of launches
 */
public record BlockTimes(
        Map<String, Double> kernelMs, Map<String, Long> macs, double dispatchMs, double transferMs, int launches) {

    public static BlockTimes of(ResultRow row, Block block) {
        Map<String, Double> kernels = new TreeMap<>();
        Map<String, Long> macs = new TreeMap<>();
        List<OperatorTime> operators = row.result().operators();
        for (int i = 0; i < operators.size(); i++) {
            int launch = i;
            double ms = median(block, sample -> block.kernelMs().get(sample).get(launch));
            kernels.merge(operators.get(i).operatorClass(), ms, Double::sum);
            macs.merge(operators.get(i).operatorClass(), operators.get(i).macs(), Long::sum);
        }
        double dispatch = median(
                block,
                sample -> block.samplesMs().get(sample) - block.transferMs().get(sample) - block.kernelTotalMs(sample));
        double transfer = median(block, sample -> block.transferMs().get(sample));
        return new BlockTimes(kernels, macs, Math.max(0, dispatch), transfer, operators.size());
    }

    /** Multiply-adds per ms of a class; NaN if the class is not there. */
    public double rate(String operatorClass) {
        return macs.getOrDefault(operatorClass, 0L) / kernelMs.getOrDefault(operatorClass, Double.NaN);
    }

    private static double median(Block block, IntToDoubleFunction clock) {
        return Summary.median(IntStream.range(0, block.samplesMs().size())
                .mapToObj(clock::applyAsDouble)
                .toList());
    }
}

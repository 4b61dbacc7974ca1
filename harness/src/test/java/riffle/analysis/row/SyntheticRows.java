package riffle.analysis.row;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import riffle.network.Complexity;
import riffle.network.NetworkSpec;
import riffle.result.BenchResult;
import riffle.result.Block;
import riffle.result.OperatorTime;
import riffle.result.ResultRow;
import riffle.result.RunResult;
import riffle.result.SampleResults;
import riffle.result.Status;
import riffle.result.Subject;
import riffle.result.Times;

/** Rows whose every time is known. */
public final class SyntheticRows {

    public static final String DEVICE = "Fake Device (TM)";
    public static final int THREADS = 2;
    private static final int BLOCKS = 7;

    private SyntheticRows() {}

    /** A row of seven equal blocks of one sample each. */
    public static ResultRow row(
            NetworkSpec network, List<OperatorTime> operators, double dispatchMs, double transferMs) {
        List<Double> kernels = operators.stream().map(OperatorTime::kernelMs).collect(Collectors.toList());
        double kernelMs = kernels.stream().mapToDouble(Double::doubleValue).sum();
        double ms = kernelMs + dispatchMs + transferMs;
        Block block = new Block(true, List.of(ms), 1, List.of(ms), List.of(transferMs), List.of(kernels));
        return new ResultRow(
                new BenchResult(
                        Subject.of(network, "bundle", "fused").on(DEVICE, THREADS),
                        null,
                        new Times(ms, ms, ms, 0.0, kernelMs, dispatchMs, transferMs, 1.0),
                        operators.size(),
                        512,
                        Collections.nCopies(BLOCKS, ms),
                        true,
                        0.0,
                        operators),
                Status.OK,
                null,
                Collections.nCopies(BLOCKS, block));
    }

    /** A launch that computes at a rate in multiply-adds per ms. */
    public static OperatorTime computing(String operatorClass, double macs, double macsPerMs) {
        return new OperatorTime(operatorClass + macs, operatorClass, (long) macs, 1000, macs / macsPerMs);
    }

    /** A launch that only moves data. */
    public static OperatorTime moving(String operatorClass, double ms) {
        return new OperatorTime(operatorClass, operatorClass, 0, 1_000_000, ms);
    }

    /** All multiply-adds of a network. */
    public static double macs(NetworkSpec network) {
        return Complexity.of(network).macsTotal();
    }

    public static RunResult run(ResultRow... rows) {
        return new RunResult(RunResult.SCHEMA, SampleResults.ENVIRONMENT, List.of(rows));
    }
}

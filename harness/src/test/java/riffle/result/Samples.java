package riffle.result;

import java.util.List;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;

/** Result rows for tests of files and reports. */
public final class Samples {

    public static final Environment ENVIRONMENT = new Environment(
            "2026-01-31T12:00:00Z",
            "Fake Device (TM)",
            "Fake Platform 1.0",
            "0.1",
            2,
            "all",
            null,
            "25+36 Vendor",
            "Linux 6.1 amd64",
            "Fake CPU",
            2,
            "abc123",
            "System.nanoTime (tsc)",
            null,
            0.25,
            0.5,
            List.of("-Dflag=1"),
            List.of("backend abacus: no beads"));

    public static final RunResult RUN = new RunResult(
            RunResult.SCHEMA,
            ENVIRONMENT,
            List.of(
                    row(NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5), 10),
                    failed(NetworkSpec.of(Architecture.SHUFFLENET, 3, 1)),
                    row(NetworkSpec.of(Architecture.ALEXNET, 1, 1), 120),
                    row(NetworkSpec.of(Architecture.ALEXNET_CONVOLUTIONS, 1, 1), 100)));

    private Samples() {}

    /** A row of two steady blocks whose samples are 1 ms around this. */
    public static ResultRow row(NetworkSpec network, double ms) {
        Block block = new Block(
                true,
                List.of(2 * ms),
                1500,
                List.of(ms - 1, ms, ms + 1),
                List.of(0.5, 0.5, 0.5),
                List.of(kernels(ms), kernels(ms), kernels(ms)));
        List<OperatorTime> operators = List.of(
                new OperatorTime("conv1", "dense conv", 4_000_000, 2_000_000, 0.6 * ms),
                new OperatorTime("stage2", "depthwise", 1_000_000, 3_000_000, 0.2 * ms));
        return new ResultRow(
                new BenchResult(
                        Subject.of(network, "fake", "fused").on("Fake Device (TM)", 2),
                        network.build().note().orElse(null),
                        new Times(ms, ms + 1, ms - 1, 1.0, 0.8 * ms, 0.2 * ms - 0.5, 0.5, 1500.0),
                        2,
                        512,
                        List.of(ms - 1, ms, ms + 1, ms - 1, ms, ms + 1),
                        true,
                        1e-6,
                        operators),
                Status.OK,
                null,
                List.of(block, block));
    }

    private static List<Double> kernels(double ms) {
        return List.of(0.6 * ms, 0.2 * ms);
    }

    private static ResultRow failed(NetworkSpec network) {
        return new ResultRow(
                new BenchResult(
                        Subject.of(network, "fake", "fused"),
                        null,
                        Times.NONE,
                        0,
                        512,
                        List.of(),
                        false,
                        null,
                        List.of()),
                Status.FAILED,
                "the worker ended with status 134 before it had answered",
                List.of());
    }
}

package riffle.result;

import java.util.ArrayList;
import java.util.List;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.ceiling.Bandwidth;
import riffle.result.ceiling.Ceilings;
import riffle.result.ceiling.LaunchCost;
import riffle.result.ceiling.Moment;
import riffle.result.ceiling.Pattern;
import riffle.result.ceiling.PeakRate;
import riffle.result.ceiling.Plateau;
import riffle.result.ceiling.Transfer;
import riffle.result.environment.Conditions;
import riffle.result.environment.Environment;

/** Result rows for tests of files and reports. */
public final class SampleResults {

    public static final Environment ENVIRONMENT = on("fake-gpu-fake");

    public static final RunResult RUN = new RunResult(
            RunResult.SCHEMA,
            ENVIRONMENT,
            List.of(
                    row(NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5), 10),
                    failed(NetworkSpec.of(Architecture.SHUFFLENET, 3, 1)),
                    row(NetworkSpec.of(Architecture.ALEXNET, 1, 1), 120),
                    row(NetworkSpec.of(Architecture.ALEXNET_CONVOLUTIONS, 1, 1), 100)),
            List.of(ceilings(Moment.START, 100), ceilings(Moment.END, 98)),
            List.of(ablation()));

    private SampleResults() {}

    /** Where the rows are from, on a device of this identity. */
    public static Environment on(String identity) {
        return on(identity, null);
    }

    /**
     * Where rows are from whose processor something emulates.
     *
     * @param how such as {@code aarch64 on x86-64}
     */
    public static Environment emulated(String how) {
        return on("pocl-cpu-emulated", how);
    }

    private static Environment on(String identity, String emulated) {
        return new Environment(
                "2026-01-31T12:00:00Z",
                "Fake Device (TM)",
                identity,
                "Fake Platform 1.0",
                "0.1",
                2,
                "all",
                null,
                "25+36 Vendor",
                "Linux 6.1 amd64",
                "Fake CPU",
                emulated,
                2,
                "abc123",
                "System.nanoTime (tsc)",
                null,
                0.25,
                0.5,
                List.of("-Dflag=1"),
                null,
                List.of("backend abacus: no beads"));
    }

    /** A row of two steady blocks whose samples are 1 ms around this. */
    public static ResultRow row(NetworkSpec network, double ms) {
        Block block = new Block(
                true,
                List.of(2 * ms),
                1500,
                List.of(ms - 1, ms, ms + 1),
                List.of(0.5, 0.5, 0.5),
                List.of(kernels(ms), kernels(ms), kernels(ms)),
                Conditions.UNKNOWN,
                new Start(false, 400, 300, 100, 50, 1500, 150, 3 * ms, 2));
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
                        operators,
                        new Memory(7_430_000, 2_260_000, 1_820_000)),
                Status.OK,
                null,
                List.of(block, block));
    }

    /** Ceilings of two threads whose best width reaches this many GFLOP/s, with a cache of 32 kB. */
    public static Ceilings ceilings(Moment when, double gflopPerS) {
        PeakRate peak = new PeakRate(
                16,
                8,
                gflopPerS,
                List.of(
                        new PeakRate.Width(1, 16, gflopPerS / 4, List.of(gflopPerS / 4, gflopPerS / 4)),
                        new PeakRate.Width(16, 8, gflopPerS, List.of(gflopPerS - 1, gflopPerS, gflopPerS + 1))));
        List<Bandwidth> bandwidth = new ArrayList<>();
        List<Plateau> plateaus = new ArrayList<>();
        for (Pattern pattern : Pattern.values()) {
            double cached = 200.0 / pattern.arrays();
            double uncached = 20.0 / pattern.arrays();
            bandwidth.add(new Bandwidth(pattern, 16_384, cached, List.of(cached, cached)));
            bandwidth.add(new Bandwidth(pattern, 32_768, cached, List.of(cached, cached)));
            bandwidth.add(new Bandwidth(pattern, 131_072, uncached, List.of(uncached, uncached)));
            plateaus.add(new Plateau(pattern, "L1", cached, 16_384, 32_768));
            plateaus.add(new Plateau(pattern, "DRAM", uncached, 131_072, 131_072));
        }
        return new Ceilings(
                when,
                "fake",
                "Fake Device (TM)",
                2,
                peak,
                bandwidth,
                plateaus,
                new LaunchCost(20, 3, 1000, List.of(19.0, 20.0, 21.0), List.of(3.0, 3.0)),
                List.of(
                        new Transfer(Transfer.Direction.HOST_TO_DEVICE, 1_048_576, 8, List.of(8.0)),
                        new Transfer(Transfer.Direction.DEVICE_TO_HOST, 1_048_576, 9, List.of(9.0))),
                0.25);
    }

    /** The same of another device and number of threads. */
    public static Ceilings ceilings(Moment when, String device, int threads) {
        Ceilings all = ceilings(when, 100);
        return new Ceilings(
                when,
                all.backend(),
                device,
                threads,
                all.peak(),
                all.bandwidth(),
                all.plateaus(),
                all.launch(),
                all.transfers(),
                all.loadAverage());
    }

    private static Ablation ablation() {
        return new Ablation(
                Subject.of(NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5), "fake", "fused")
                        .on("Fake Device (TM)", 2),
                "stage2",
                "depthwise",
                2,
                1.5,
                1,
                List.of(2.0, 2.0, 2.5),
                List.of(1.5, 1.5, 1.5),
                List.of(1.0, 1.0, 1.0));
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

package riffle.measure.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import riffle.execution.Device;
import riffle.execution.Execution;
import riffle.execution.Sample;
import riffle.measure.backend.Backends;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.operator.Cost;
import riffle.plan.MicroPlan;
import riffle.plan.PlanBackend;
import riffle.replay.DeviceProbe;
import riffle.result.ceiling.Bandwidth;
import riffle.result.ceiling.Ceilings;
import riffle.result.ceiling.LaunchCost;
import riffle.result.ceiling.Pattern;
import riffle.result.ceiling.PeakRate;
import riffle.result.ceiling.Plateau;
import riffle.result.ceiling.Transfer;
import riffle.roofline.Levels;
import riffle.stats.Summary;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.Weights;

/**
 * Ceilings inside a worker. All micro-kernels are launches of one plan, so each pass over it takes one sample of
 * everything: what disturbs the machine for a while disturbs all alike. The sums of every pass are compared with what
 * they must be.
 */
final class CeilingsTask {

    private static final int SAMPLES = 11;
    private static final int TRANSFER_SAMPLES = 11;
    private static final int ALONE_SAMPLES = 101;
    private static final int QUEUED_SAMPLES = 11;
    private static final int QUEUE = 1000;
    private static final int TRIAL_ROUNDS = 1 << 16;
    private static final double PEAK_NANOS = 8e6;
    private static final int MOST_ROUNDS = 8_000_000; // beyond some 16 million the sums are no longer exact
    private static final long SMALLEST = 16 << 10;
    private static final long LARGEST = 256 << 20;

    /**
     * Up to here a launch walks over a core's share often enough that the first time, from further out, does not count.
     */
    private static final long NEAR = 32 << 20;

    private static final long NEAR_BYTES = 512 << 20;
    private static final long FAR_BYTES = 128 << 20;
    private static final List<Integer> TRANSFERS = List.of(1 << 12, 1 << 16, 1 << 20, 1 << 24, 1 << 26);
    private static final double TOLERANCE = 1e-5;

    /** Neighbouring working sets of the curve differ by this factor. */
    private static final double STEP = Math.sqrt(2);

    private final PlanBackend backend;
    private final Device device;
    private final MicroPlan.Layout layout;
    private final Consumer<String> progress;

    private CeilingsTask(PlanBackend backend, Device device, Consumer<String> progress) {
        this.backend = backend;
        this.device = device;
        this.layout = backend.layout(device);
        this.progress = progress;
    }

    static Answer.Last run(PlanBackend backend, Request.MeasureCeilings request, Consumer<String> progress) {
        Device device = Backends.choose(backend, request.device());
        Backends.requireThreads(backend, device, request.threads());
        return new Answer.MeasuredCeilings(device, new CeilingsTask(backend, device, progress).measure(request));
    }

    private Ceilings measure(Request.MeasureCeilings request) {
        Curves curves = curves(rounds());
        progress.accept("launches and copies");
        try (DeviceProbe probe = new DeviceProbe(device)) {
            return new Ceilings(
                    request.when(),
                    backend.name(),
                    device.name(),
                    device.computeUnits(),
                    curves.peak(),
                    curves.bandwidth(),
                    curves.levels(),
                    launchCost(probe),
                    transfers(probe),
                    request.loadAverage());
        }
    }

    /** Rounds that take a few milliseconds, by width. */
    private List<Integer> rounds() {
        progress.accept("how long a multiply-add takes");
        MicroPlan plan = new MicroPlan(layout, 0);
        List<Integer> launches = MicroPlan.WIDTHS.stream()
                .map(width -> plan.peak(width, TRIAL_ROUNDS))
                .toList();
        try (Execution execution = prepare(plan)) {
            Sample unused = pass(execution, plan);
            List<Long> nanos = pass(execution, plan).kernelNanos();
            return launches.stream()
                    .map(launch -> Math.clamp(
                            (long) (TRIAL_ROUNDS * PEAK_NANOS / Math.max(1, nanos.get(launch))), 1000, MOST_ROUNDS))
                    .toList();
        }
    }

    private record Curves(PeakRate peak, List<Bandwidth> bandwidth) {
        List<Plateau> levels() {
            return Arrays.stream(Pattern.values())
                    .flatMap(pattern -> Levels.of(pattern, bandwidth).stream())
                    .toList();
        }
    }

    /** A launch to be timed. */
    private record TimedLaunch(int launch, int width, Pattern pattern, long bytes) {}

    private Curves curves(List<Integer> rounds) {
        MicroPlan plan = new MicroPlan(layout, LARGEST);
        List<TimedLaunch> points = new ArrayList<>();
        for (int i = 0; i < rounds.size(); i++) {
            int width = MicroPlan.WIDTHS.get(i);
            points.add(new TimedLaunch(plan.peak(width, rounds.get(i)), width, null, 0));
        }
        for (Pattern pattern : List.of(Pattern.READ, Pattern.TRIAD, Pattern.COPY)) {
            for (double bytes = SMALLEST; bytes < LARGEST * STEP; bytes *= STEP) {
                points.add(point(plan, pattern, Math.min(LARGEST, Math.round(bytes))));
            }
            switch (pattern) {
                case READ -> {}
                case COPY -> plan.readCopy();
                case TRIAD -> plan.readTriad();
            }
        }
        List<List<Double>> samples = new ArrayList<>();
        points.forEach(point -> samples.add(new ArrayList<>()));
        try (Execution execution = prepare(plan)) {
            for (int i = 0; i <= SAMPLES; i++) {
                progress.accept(i == 0 ? "warm-up" : "sample " + i);
                Sample sample = pass(execution, plan);
                for (int p = 0; p < points.size() && i > 0; p++) {
                    samples.get(p).add(rate(execution, sample, points.get(p)));
                }
            }
        }
        return gather(points, samples);
    }

    private TimedLaunch point(MicroPlan plan, Pattern pattern, long bytes) {
        long all = device.computeUnits() * (bytes <= NEAR * device.computeUnits() ? NEAR_BYTES : FAR_BYTES);
        int rounds = (int) Math.max(1, all / bytes);
        int launch = switch (pattern) {
            case READ -> plan.read(bytes, rounds);
            case COPY -> plan.copy(bytes, rounds);
            case TRIAD -> plan.triad(bytes, rounds);
        };
        return new TimedLaunch(launch, 0, pattern, plan.workingSet(bytes, pattern.arrays()));
    }

    /** 10^9 FLOP/s or bytes/s of a launch. */
    private static double rate(Execution execution, Sample sample, TimedLaunch point) {
        Cost cost = execution.launches().get(point.launch()).cost();
        double work = point.pattern() == null ? cost.flops() : cost.bytes();
        return work / sample.kernelNanos().get(point.launch());
    }

    private static Curves gather(List<TimedLaunch> points, List<List<Double>> samples) {
        List<PeakRate.Width> widths = new ArrayList<>();
        List<Bandwidth> bandwidth = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            TimedLaunch point = points.get(i);
            double rate = best(samples.get(i));
            if (point.pattern() == null) {
                widths.add(new PeakRate.Width(point.width(), MicroPlan.CHAINS, rate, samples.get(i)));
            } else {
                bandwidth.add(new Bandwidth(point.pattern(), point.bytes(), rate, samples.get(i)));
            }
        }
        return new Curves(PeakRate.best(widths), bandwidth);
    }

    /** What others leave of a machine is no ceiling of it, and one lucky reading is none either. */
    private static double best(List<Double> samples) {
        return Summary.of(samples).p90();
    }

    private Execution prepare(MicroPlan plan) {
        return backend.prepare(plan.build(), new Weights(Map.of()), device);
    }

    private static Sample pass(Execution execution, MicroPlan plan) {
        float[] input = new float[MicroPlan.INPUT.size()];
        for (int i = 0; i < input.length; i++) {
            input[i] = MicroPlan.INPUT.get(i);
        }
        Sample sample = execution.run(List.of(new Tensor(Shape.vector(1, input.length), input)));
        float[] sums = sample.output().data();
        for (int i = 0; i < sums.length; i++) {
            double expected = plan.expected().get(i);
            if (!(Math.abs(sums[i] - expected) <= TOLERANCE * expected)) {
                throw new IllegalStateException(
                        "micro-kernels: sum " + i + " is " + sums[i] + ", expected " + expected);
            }
        }
        return sample;
    }

    private static LaunchCost launchCost(DeviceProbe probe) {
        long unused = probe.launch(QUEUE);
        List<Double> alone = new ArrayList<>();
        for (int i = 0; i < ALONE_SAMPLES; i++) {
            alone.add(probe.launch(1) / 1e3);
        }
        List<Double> queued = new ArrayList<>();
        for (int i = 0; i < QUEUED_SAMPLES; i++) {
            queued.add(probe.launch(QUEUE) / 1e3 / QUEUE);
        }
        return new LaunchCost(Summary.median(alone), Summary.median(queued), QUEUE, alone, queued);
    }

    private static List<Transfer> transfers(DeviceProbe probe) {
        List<Transfer> transfers = new ArrayList<>();
        for (Transfer.Direction direction : Transfer.Direction.values()) {
            for (int bytes : TRANSFERS) {
                List<Double> samples = Arrays.stream(probe.transfers(
                                direction == Transfer.Direction.HOST_TO_DEVICE, bytes, TRANSFER_SAMPLES))
                        .mapToObj(nanos -> (double) bytes / nanos)
                        .toList();
                transfers.add(new Transfer(direction, bytes, best(samples), samples));
            }
        }
        return transfers;
    }
}

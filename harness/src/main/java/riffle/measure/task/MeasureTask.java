package riffle.measure.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import riffle.cases.Comparison;
import riffle.cases.Tolerance;
import riffle.execution.Backend;
import riffle.execution.Device;
import riffle.execution.Execution;
import riffle.execution.ExecutionException;
import riffle.execution.Launch;
import riffle.execution.Sample;
import riffle.measure.backend.Backends;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.measure.protocol.Sampling;
import riffle.network.Network;
import riffle.result.Block;
import riffle.result.Memory;
import riffle.result.OperatorTime;
import riffle.result.Start;
import riffle.result.Status;
import riffle.result.environment.Machine;
import riffle.stats.SteadyState;
import riffle.tensor.Tensor;
import riffle.weights.Weights;

/**
 * One measurement inside a worker: warm up until steady, sample; the output of every pass is verified outside its time.
 */
final class MeasureTask {

    private static final double NANOS_PER_MS = 1e6;

    private final Execution execution;
    private final List<Tensor> inputs;
    private final Tensor expected;
    private final Consumer<String> progress;
    private final StartClock clock;
    private int passesRun;
    private double maxError;
    private Start start;

    private MeasureTask(
            Execution execution, List<Tensor> inputs, Tensor expected, StartClock clock, Consumer<String> progress) {
        this.clock = clock;
        this.execution = execution;
        this.inputs = inputs;
        this.expected = expected;
        this.progress = progress;
    }

    /**
     * Fulfils a request.
     *
     * @param progress takes what happens next, before it happens
     */
    static Answer.Last run(Backend backend, Request.Measure request, Consumer<String> progress) {
        StartClock clock = StartClock.of(request);
        Device device = Backends.choose(backend, request.device());
        Backends.requireThreads(backend, device, request.threads());
        clock.deviceFound();
        Network network = request.workload().network().build();
        progress.accept("weights");
        Weights weights = request.prepared().readWeights(network);
        Tensor expected = request.prepared().readOutput(network);
        List<Tensor> inputs = request.workload().inputs(network);
        clock.inputsRead();
        progress.accept("compile");
        try (Execution execution = backend.prepare(network, weights, request.plan(), device)) {
            clock.prepared();
            return new MeasureTask(execution, inputs, expected, clock, progress).measure(device, request.sampling());
        }
    }

    /** Verifies and times an execution: {@link Answer.Measured}, or {@link Answer.Refused} if an output is wrong. */
    static Answer.Last time(
            Execution execution,
            List<Tensor> inputs,
            Tensor expected,
            Device device,
            Sampling sampling,
            Consumer<String> progress) {
        return new MeasureTask(execution, inputs, expected, null, progress).measure(device, sampling);
    }

    private Answer.Last measure(Device device, Sampling sampling) {
        try {
            Block block = sampleUntilSteady(sampling);
            return new Answer.Measured(
                    device,
                    operators(),
                    block,
                    maxError,
                    memory(),
                    execution.note().orElse(null));
        } catch (WrongResultException e) {
            return e.refusal;
        }
    }

    private Memory memory() {
        return execution
                .memory()
                .map(held -> new Memory(held.weights(), held.activations(), held.largestLiveSet()))
                .orElse(null);
    }

    private Block sampleUntilSteady(Sampling sampling) {
        progress.accept("warm-up");
        List<Long> passes = new ArrayList<>(List.of(pass().endToEndNanos()));
        while (true) {
            boolean steady = warmUp(passes, sampling);
            List<Timing> samples = sample(sampling);
            List<Long> timed = samples.stream().map(Timing::endToEndNanos).toList();
            if (!steady || rule(passes).kept(passes, timed)) {
                return block(steady, passes, samples);
            }
            passes.addAll(timed); // the pace has changed: these were warm-up too
        }
    }

    /** Runs until passes are steady or time is up; tells which. */
    private boolean warmUp(List<Long> passes, Sampling sampling) {
        long spent = passes.stream().mapToLong(Long::longValue).sum();
        while (!rule(passes).reached(passes)) {
            if (sampling.warmUpIsOver(spent)) {
                return false;
            }
            progress.accept("warm-up " + (passes.size() + 1));
            long pass = pass().endToEndNanos();
            passes.add(pass);
            spent += pass;
        }
        return true;
    }

    private List<Timing> sample(Sampling sampling) {
        List<Timing> samples = new ArrayList<>();
        long spent = 0;
        while (sampling.wantsMore(samples.size(), spent)) {
            progress.accept("sample " + (samples.size() + 1));
            Timing timing = pass();
            samples.add(timing);
            spent += timing.endToEndNanos();
        }
        return samples;
    }

    /** Runs once and compares the output, which is not kept. */
    private Timing pass() {
        boolean first = passesRun == 0 && clock != null;
        Sample sample = execution.run(inputs);
        if (first) {
            clock.firstPassEnds();
        }
        passesRun++;
        requireSensible(sample);
        Comparison comparison = Comparison.of(sample.output(), expected);
        if (first) {
            start = clock.verified(execution);
        }
        if (!comparison.within(Tolerance.NETWORK.value())) {
            throw new WrongResultException(passesRun, comparison);
        }
        maxError = Math.max(maxError, comparison.error());
        return new Timing(sample.endToEndNanos(), sample.transferNanos(), sample.kernelNanos());
    }

    /** What the events of a driver say is believed as far as time goes forwards. */
    private void requireSensible(Sample sample) {
        for (int launch = 0; launch < sample.kernelNanos().size(); launch++) {
            if (sample.kernelNanos().get(launch) < 0) {
                throw new ExecutionException(
                        "the driver's event of launch "
                                + execution.launches().get(launch).name() + " ends "
                                + -sample.kernelNanos().get(launch) + " ns before it starts: its times cannot be used",
                        null);
            }
        }
    }

    /** A sample without its output. */
    private record Timing(long endToEndNanos, long transferNanos, List<Long> kernelNanos) {}

    /** The rule for the pace that this network can reach. */
    private static SteadyState rule(List<Long> passes) {
        return SteadyState.forPassOf(Collections.min(passes));
    }

    private List<OperatorTime> operators() {
        List<OperatorTime> operators = new ArrayList<>();
        for (Launch launch : execution.launches()) {
            operators.add(new OperatorTime(
                    launch.name(),
                    launch.operatorClass(),
                    launch.cost().macs(),
                    launch.cost().bytes(),
                    null));
        }
        return operators;
    }

    private Block block(boolean steady, List<Long> passes, List<Timing> samples) {
        List<Double> warmUp = passes.stream().map(nanos -> nanos / NANOS_PER_MS).toList();
        List<Double> endToEnd = new ArrayList<>();
        List<Double> transfer = new ArrayList<>();
        List<List<Double>> kernels = new ArrayList<>();
        for (Timing sample : samples) {
            if (sample.kernelNanos().size() != execution.launches().size()) {
                throw new IllegalStateException(sample.kernelNanos().size() + " kernel times for "
                        + execution.launches().size() + " launches");
            }
            endToEnd.add(sample.endToEndNanos() / NANOS_PER_MS);
            transfer.add(sample.transferNanos() / NANOS_PER_MS);
            kernels.add(sample.kernelNanos().stream()
                    .map(nanos -> nanos / NANOS_PER_MS)
                    .toList());
        }
        return new Block(
                steady,
                warmUp,
                execution.compileNanos() / NANOS_PER_MS,
                endToEnd,
                transfer,
                kernels,
                new Machine(Path.of("/")).conditions(),
                start);
    }

    /** Ends the measurement: what was timed so far counts for nothing. */
    private static final class WrongResultException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Answer.Refused refusal;

        WrongResultException(int pass, Comparison comparison) {
            double error = comparison.error();
            refusal = new Answer.Refused(
                    Status.WRONG_RESULT,
                    String.format(
                            Locale.ROOT,
                            "output of pass %d differs from the reference by %.2g of the largest output, allowed is"
                                    + " %.0e: %s",
                            pass,
                            error,
                            Tolerance.NETWORK.value(),
                            comparison.detail()),
                    Double.isFinite(error) ? error : null);
        }
    }
}

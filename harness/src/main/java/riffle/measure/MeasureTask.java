package riffle.measure;

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
import riffle.execution.Launch;
import riffle.execution.Sample;
import riffle.network.Network;
import riffle.result.Block;
import riffle.result.OperatorTime;
import riffle.result.Status;
import riffle.stats.SteadyState;
import riffle.tensor.Tensor;
import riffle.weights.Weights;

/** One measurement inside a worker: verify, warm up until steady, sample, verify again. */
final class MeasureTask {

    private static final double NANOS_PER_MS = 1e6;

    private final Execution execution;
    private final List<Tensor> inputs;
    private final Tensor expected;
    private final Consumer<String> progress;

    private MeasureTask(Execution execution, List<Tensor> inputs, Tensor expected, Consumer<String> progress) {
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
        Device device = Backends.choose(backend, request.device());
        Backends.requireThreads(backend, device, request.threads());
        Network network = request.workload().network().build();
        progress.accept("weights");
        Weights weights = request.prepared().readWeights(network);
        Tensor expected = request.prepared().readOutput(network);
        progress.accept("compile");
        try (Execution execution = backend.prepare(network, weights, request.plan(), device)) {
            List<Tensor> inputs = request.workload().inputs(network);
            return new MeasureTask(execution, inputs, expected, progress).measure(device, request.sampling());
        }
    }

    private Answer.Last measure(Device device, Sampling sampling) {
        progress.accept("warm-up");
        Sample first = execution.run(inputs);
        Comparison before = Comparison.of(first.output(), expected);
        if (!before.within(Tolerance.NETWORK.value())) {
            return wrong("before", before);
        }
        List<Long> passes = new ArrayList<>(List.of(first.endToEndNanos()));
        boolean steady;
        List<Sample> samples;
        while (true) {
            steady = warmUp(passes, sampling);
            samples = sample(sampling);
            List<Long> timed = samples.stream().map(Sample::endToEndNanos).toList();
            if (!steady || rule(passes).kept(passes, timed)) {
                break;
            }
            passes.addAll(timed); // the pace has changed: these were warm-up too
        }
        Comparison after = Comparison.of(samples.getLast().output(), expected);
        if (!after.within(Tolerance.NETWORK.value())) {
            return wrong("after", after);
        }
        Block block = block(steady, passes, samples);
        return new Answer.Measured(device, operators(), block, Math.max(before.error(), after.error()));
    }

    /** Runs until passes are steady or time is up; tells which. */
    private boolean warmUp(List<Long> passes, Sampling sampling) {
        long spent = passes.stream().mapToLong(Long::longValue).sum();
        while (!rule(passes).reached(passes)) {
            if (sampling.warmUpIsOver(spent)) {
                return false;
            }
            progress.accept("warm-up " + (passes.size() + 1));
            long pass = execution.run(inputs).endToEndNanos();
            passes.add(pass);
            spent += pass;
        }
        return true;
    }

    private List<Sample> sample(Sampling sampling) {
        List<Sample> samples = new ArrayList<>();
        long spent = 0;
        while (sampling.wantsMore(samples.size(), spent)) {
            progress.accept("sample " + (samples.size() + 1));
            Sample sample = execution.run(inputs);
            samples.add(sample);
            spent += sample.endToEndNanos();
        }
        return samples;
    }

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

    private Block block(boolean steady, List<Long> passes, List<Sample> samples) {
        List<Double> warmUp = passes.stream().map(nanos -> nanos / NANOS_PER_MS).toList();
        List<Double> endToEnd = new ArrayList<>();
        List<Double> transfer = new ArrayList<>();
        List<List<Double>> kernels = new ArrayList<>();
        for (Sample sample : samples) {
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
        return new Block(steady, warmUp, execution.compileNanos() / NANOS_PER_MS, endToEnd, transfer, kernels);
    }

    private static Answer.Refused wrong(String when, Comparison comparison) {
        double error = comparison.error();
        return new Answer.Refused(
                Status.WRONG_RESULT,
                String.format(
                        Locale.ROOT,
                        "output %s timing differs from the reference by %.2g of the largest output, allowed is %.0e: %s",
                        when,
                        error,
                        Tolerance.NETWORK.value(),
                        comparison.detail()),
                Double.isFinite(error) ? error : null);
    }
}

package riffle.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import riffle.cases.Comparison;
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

    /**
     * Networks agree with the reference to this part of the largest output: float32 sums of some thousand terms, in another
     * order than the reference's, through some fifty layers.
     */
    static final double TOLERANCE = 1e-4;

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
        Network network = request.subject().network().build();
        progress.accept("weights");
        Weights weights = Cases.weights(request.subject(), network);
        Tensor expected = Cases.readExpected(request.expected(), network);
        progress.accept("compile");
        try (Execution execution = backend.prepare(network, weights, request.plan(), device)) {
            List<Tensor> inputs = Cases.inputs(request.subject(), network);
            return new MeasureTask(execution, inputs, expected, progress).measure(device, request.sampling());
        }
    }

    private Answer.Last measure(Device device, Sampling sampling) {
        List<Double> warmUp = new ArrayList<>();
        progress.accept("warm-up");
        Sample first = execution.run(inputs);
        double firstError = Comparison.relativeError(expected, first.output());
        if (!(firstError <= TOLERANCE)) {
            return wrong("before", firstError);
        }
        boolean steady = warmUp(first, sampling, warmUp);
        List<Sample> samples = new ArrayList<>();
        long spent = 0;
        while (sampling.wantsMore(samples.size(), spent)) {
            progress.accept("sample " + (samples.size() + 1));
            Sample sample = execution.run(inputs);
            spent += sample.endToEndNanos();
            samples.add(sample);
        }
        double lastError = Comparison.relativeError(expected, samples.getLast().output());
        if (!(lastError <= TOLERANCE)) {
            return wrong("after", lastError);
        }
        return new Answer.Measured(
                device, operators(), block(steady, warmUp, samples), Math.max(firstError, lastError));
    }

    /** Runs until passes are steady or time is up; tells which. */
    private boolean warmUp(Sample first, Sampling sampling, List<Double> warmUpMs) {
        List<Long> passes = new ArrayList<>(List.of(first.endToEndNanos()));
        warmUpMs.add(first.endToEndNanos() / NANOS_PER_MS);
        long spent = first.endToEndNanos();
        long shortest = spent;
        while (!SteadyState.forPassOf(shortest).reached(passes)) {
            if (sampling.warmUpIsOver(spent)) {
                return false;
            }
            progress.accept("warm-up " + (passes.size() + 1));
            long pass = execution.run(inputs).endToEndNanos();
            passes.add(pass);
            warmUpMs.add(pass / NANOS_PER_MS);
            spent += pass;
            shortest = Math.min(shortest, pass);
        }
        return true;
    }

    private List<OperatorTime> operators() {
        List<OperatorTime> operators = new ArrayList<>();
        for (Launch launch : execution.launches()) {
            operators.add(new OperatorTime(
                    launch.name(), launch.operatorClass(), launch.cost().macs(), launch.cost().bytes(), null));
        }
        return operators;
    }

    private Block block(boolean steady, List<Double> warmUpMs, List<Sample> samples) {
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
            kernels.add(sample.kernelNanos().stream().map(nanos -> nanos / NANOS_PER_MS).toList());
        }
        return new Block(steady, warmUpMs, execution.compileNanos() / NANOS_PER_MS, endToEnd, transfer, kernels);
    }

    private static Answer.Refused wrong(String when, double error) {
        return new Answer.Refused(
                Status.WRONG_RESULT,
                String.format(
                        Locale.ROOT,
                        "output %s timing differs from the reference by %.2g of the largest output, allowed is %.0e",
                        when,
                        error,
                        TOLERANCE),
                Double.isNaN(error) ? null : error);
    }
}

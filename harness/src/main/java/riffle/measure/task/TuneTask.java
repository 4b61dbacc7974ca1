package riffle.measure.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import riffle.cases.Comparison;
import riffle.cases.Tolerance;
import riffle.execution.Device;
import riffle.execution.Execution;
import riffle.execution.Sample;
import riffle.measure.backend.Backends;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.network.Network;
import riffle.plan.Plan;
import riffle.plan.PlanBackend;
import riffle.plan.Planner;
import riffle.plan.Tuning;
import riffle.result.Status;
import riffle.stats.Summary;
import riffle.tensor.Tensor;
import riffle.weights.Weights;

/**
 * Finds how finely the launches of a network are best cut into work-groups: the whole network with all of them coarser
 * or finer, pass by pass in turn, so that every launch is timed among its neighbours; then the best of each against the
 * usual way.
 */
final class TuneTask {

    private static final int COARSEST = -2;
    private static final int FINEST = 3;
    private static final int WARM_UP = 5;

    /** What a launch must gain for another cut to be taken: less is noise. */
    private static final double LEAST_GAIN = 0.03;

    private static final double NANOS_PER_MS = 1e6;

    private final PlanBackend backend;
    private final Plan plan;
    private final Weights weights;
    private final Device device;
    private final List<Tensor> inputs;
    private final Tensor expected;
    private final int samples;
    private final Consumer<String> progress;

    private TuneTask(PlanBackend backend, Request.Tune request, Consumer<String> progress) {
        this.backend = backend;
        device = Backends.choose(backend, request.device());
        Backends.requireThreads(backend, device, request.threads());
        Network network = request.workload().network().build();
        plan = Planner.plan(network, request.plan(), backend.kernels(device), backend.profile(device));
        weights = request.prepared().readWeights(network);
        inputs = request.workload().inputs(network);
        expected = request.prepared().readOutput(network);
        samples = request.samples();
        this.progress = progress;
    }

    static Answer.Last run(PlanBackend backend, Request.Tune request, Consumer<String> progress) {
        try {
            return new TuneTask(backend, request, progress).tune();
        } catch (WrongOutputException e) {
            return Answer.Refused.of(Status.WRONG_RESULT, e.getMessage());
        }
    }

    private Answer.Last tune() {
        List<Tuning> all = new ArrayList<>();
        for (int finer = COARSEST; finer <= FINEST; finer++) {
            all.add(Tuning.all(finer));
        }
        List<Passes> timed = time(all);
        Tuning best = best(timed);
        List<Passes> both = time(List.of(Tuning.NONE, best));
        double usual = Summary.median(both.get(0).endToEndMs());
        double tuned = Summary.median(both.get(1).endToEndMs());
        return new Answer.Tuned(
                device, plan.kernels(), plan.device(), tuned < usual ? best.finer() : Map.of(), usual, tuned);
    }

    /** For each kind of launch the cut that takes least time, where it gains enough. */
    private Tuning best(List<Passes> timed) {
        Map<String, List<Integer>> launches = new LinkedHashMap<>();
        for (int i = 0; i < plan.calls().size(); i++) {
            launches.computeIfAbsent(Tuning.key(plan, plan.calls().get(i)), key -> new ArrayList<>())
                    .add(i);
        }
        Map<String, Integer> finer = new TreeMap<>();
        launches.forEach((key, alike) -> {
            double least = (1 - LEAST_GAIN) * timed.get(-COARSEST).kernelMs(alike);
            for (int i = 0; i < timed.size(); i++) {
                double ms = timed.get(i).kernelMs(alike);
                if (ms < least) {
                    least = ms;
                    finer.put(key, i + COARSEST);
                }
            }
        });
        finer.values().removeIf(powers -> powers == 0);
        return new Tuning(0, finer);
    }

    private List<Passes> time(List<Tuning> tunings) {
        List<Execution> executions = new ArrayList<>();
        List<Passes> timed = new ArrayList<>();
        try {
            for (Tuning tuning : tunings) {
                progress.accept("compile");
                executions.add(backend.prepare(tuning.apply(plan), weights, device));
                timed.add(new Passes());
            }
            for (int i = -WARM_UP; i < samples; i++) {
                progress.accept(i < 0 ? "warm-up" : "sample " + (i + 1));
                for (int turn = 0; turn < executions.size(); turn++) {
                    int k = i % 2 == 0 ? turn : executions.size() - 1 - turn;
                    Sample sample = executions.get(k).run(inputs);
                    timed.get(k).add(sample, expected, i >= 0);
                }
            }
            return timed;
        } finally {
            executions.forEach(Execution::close);
        }
    }

    /** Times of one tuning, pass by pass. */
    private static final class Passes {

        private final List<Double> endToEndMs = new ArrayList<>();
        private final List<List<Long>> kernelNanos = new ArrayList<>();

        void add(Sample sample, Tensor expected, boolean counts) {
            Comparison comparison = Comparison.of(sample.output(), expected);
            if (!comparison.within(Tolerance.NETWORK.value())) {
                throw new WrongOutputException("a tuned network is wrong: " + comparison.detail());
            }
            if (counts) {
                endToEndMs.add(sample.endToEndNanos() / NANOS_PER_MS);
                kernelNanos.add(sample.kernelNanos());
            }
        }

        List<Double> endToEndMs() {
            return endToEndMs;
        }

        /** Median time of some launches together. */
        double kernelMs(List<Integer> launches) {
            return Summary.median(kernelNanos.stream()
                    .map(pass -> launches.stream().mapToLong(pass::get).sum() / NANOS_PER_MS)
                    .toList());
        }
    }

    /** Ends the tuning: nothing that was timed counts. */
    private static final class WrongOutputException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        WrongOutputException(String message) {
            super(message);
        }
    }
}

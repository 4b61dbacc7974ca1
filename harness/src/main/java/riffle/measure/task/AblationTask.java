package riffle.measure.task;

import java.util.ArrayList;
import java.util.List;
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
import riffle.plan.KernelCall;
import riffle.plan.Plan;
import riffle.plan.PlanBackend;
import riffle.plan.Planner;
import riffle.plan.family.Kernel;
import riffle.result.Ablation;
import riffle.result.Status;
import riffle.result.Subject;
import riffle.stats.Summary;
import riffle.tensor.Tensor;
import riffle.weights.Weights;

/**
 * Launches taken apart inside a worker: a network's plan as it is, with the memory traffic of its kernels alone, and
 * with their arithmetic alone, pass by pass in turn, so that what disturbs the machine disturbs all three alike.
 */
final class AblationTask {

    private static final int WARM_UP = 5;
    private static final double NANOS_PER_MS = 1e6;

    private final List<Execution> parts = new ArrayList<>();
    private final List<Tensor> inputs;

    private AblationTask(List<Tensor> inputs) {
        this.inputs = inputs;
    }

    static Answer.Last run(PlanBackend backend, Request.Ablate request, Consumer<String> progress) {
        Device device = Backends.choose(backend, request.device());
        Backends.requireThreads(backend, device, request.threads());
        Network network = request.workload().network().build();
        Weights weights = request.prepared().readWeights(network);
        Plan plan = Planner.plan(network, request.plan(), backend.kernels(device), backend.profile(device));
        AblationTask task = new AblationTask(request.workload().inputs(network));
        try {
            for (Kernel.Work part : Kernel.Work.values()) {
                progress.accept("compile " + part);
                task.parts.add(backend.prepare(plan.only(part), weights, device));
            }
            Comparison comparison = Comparison.of(
                    task.parts.getFirst().run(task.inputs).output(),
                    request.prepared().readOutput(network));
            if (!comparison.within(Tolerance.NETWORK.value())) {
                return Answer.Refused.of(Status.WRONG_RESULT, "the whole network is wrong: " + comparison.detail());
            }
            Subject subject = Subject.of(
                            request.workload().network(),
                            backend.name(),
                            request.plan().label())
                    .on(device.name(), device.computeUnits());
            return new Answer.Ablated(device, task.measure(subject, plan.calls(), request.samples(), progress));
        } finally {
            task.parts.forEach(Execution::close);
        }
    }

    private List<Ablation> measure(Subject subject, List<KernelCall> calls, int samples, Consumer<String> progress) {
        List<List<List<Double>>> times = new ArrayList<>(); // by part, by launch
        for (Execution part : parts) {
            List<List<Double>> launches = new ArrayList<>();
            part.launches().forEach(launch -> launches.add(new ArrayList<>()));
            times.add(launches);
        }
        for (int i = -WARM_UP; i < samples; i++) {
            progress.accept(i < 0 ? "warm-up" : "sample " + (i + 1));
            for (int part = 0; part < parts.size(); part++) {
                Sample sample = parts.get(part).run(inputs);
                for (int launch = 0; launch < calls.size() && i >= 0; launch++) {
                    times.get(part).get(launch).add(sample.kernelNanos().get(launch) / NANOS_PER_MS);
                }
            }
        }
        List<Ablation> ablations = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).kernel().only(Kernel.Work.MEMORY).isPresent()) {
                List<Double> all = times.get(0).get(i);
                List<Double> memory = times.get(1).get(i);
                List<Double> compute = times.get(2).get(i);
                ablations.add(new Ablation(
                        subject,
                        calls.get(i).launch().name(),
                        calls.get(i).launch().operatorClass(),
                        Summary.median(all),
                        Summary.median(memory),
                        Summary.median(compute),
                        all,
                        memory,
                        compute));
            }
        }
        return ablations;
    }
}

package riffle.measure.task;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import riffle.execution.Backend;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.Execution;
import riffle.execution.ExecutionException;
import riffle.execution.PlanKind;
import riffle.measure.backend.Backends;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.measure.protocol.Workload;
import riffle.network.Network;
import riffle.offload.Probe;
import riffle.reference.Reference;
import riffle.result.Block;
import riffle.tensor.Tensor;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

/**
 * A sweep inside a worker: each probe verified against the reference, then timed, as {@link MeasureTask} does it.
 * Probes that are parts of one network share its weights and the reference's values; what a part is given is what the
 * reference has there.
 */
final class SweepTask {

    private final Backend backend;
    private final Device device;
    private final Request.Sweep request;
    private final Consumer<Answer> answers;
    private Known known;

    private SweepTask(Backend backend, Device device, Request.Sweep request, Consumer<Answer> answers) {
        this.backend = backend;
        this.device = device;
        this.request = request;
        this.answers = answers;
    }

    /**
     * What the reference knows of a network.
     *
     * @param probe one of it
     * @param values inputs and nodes by name
     */
    private record Known(Probe probe, Network network, Weights weights, Map<String, Tensor> values) {

        static Known of(Probe probe) {
            Network network = probe.whole();
            Weights weights = SeededWeights.draw(network, Workload.SEED);
            return new Known(
                    probe,
                    network,
                    weights,
                    Reference.values(network, weights, Workload.inputs(network, Workload.SEED)));
        }

        /** The tensors that a part of it is given. */
        List<Tensor> inputs(Probe part) {
            if (part.part() == Probe.Portion.TAIL) {
                return List.of(values.get(network.nodes().get(part.cut()).name()));
            }
            return network.inputs().size() == 1
                    ? List.of(values.get(Network.INPUT))
                    : List.of(values.get(Network.INPUT), values.get(Network.OTHER));
        }
    }

    static Answer.Last run(Backend backend, Request.Sweep request, Consumer<Answer> answers) {
        Device device = Backends.choose(backend, request.device());
        Backends.requireThreads(backend, device, request.threads());
        SweepTask task = new SweepTask(backend, device, request, answers);
        for (Probe probe : request.probes()) {
            answers.accept(new Answer.Progress(probe.title()));
            answers.accept(task.time(probe));
        }
        return new Answer.Swept();
    }

    private Answer.Probed time(Probe probe) {
        if (known == null || !probe.sharesNetwork(known.probe())) {
            known = null; // lets go of the one before
            known = Known.of(probe);
        }
        Network part = probe.partOf(known.network());
        try (Execution execution = backend.prepare(part, known.weights(), PlanKind.FUSED, device)) {
            Answer.Last last = MeasureTask.time(
                    execution,
                    known.inputs(probe),
                    known.values().get(part.nodes().getLast().name()),
                    device,
                    request.sampling(),
                    doing -> answers.accept(new Answer.Progress(doing)));
            return last instanceof Answer.Measured measured ? probed(measured.block()) : refused(last);
        } catch (BackendUnavailableException | ExecutionException e) {
            return new Answer.Probed(null, Worker.describe(e));
        }
    }

    private static Answer.Probed probed(Block block) {
        return block.steady() ? new Answer.Probed(block, null) : new Answer.Probed(null, "not steady");
    }

    private static Answer.Probed refused(Answer.Last last) {
        return new Answer.Probed(null, last instanceof Answer.Refused refused ? refused.reason() : "no answer");
    }
}

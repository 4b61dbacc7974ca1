package riffle.measure.task;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import riffle.execution.Backend;
import riffle.execution.Device;
import riffle.execution.Execution;
import riffle.measure.backend.Backends;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.ForwardPass;
import riffle.measure.protocol.Request;
import riffle.tensor.Tensor;
import riffle.weights.Asked;
import riffle.weights.Checkpoint;

/** One forward pass of a trained network. */
final class InferTask {

    private InferTask() {}

    static Answer.Last run(Backend backend, Request.Infer request, Consumer<String> progress) {
        Device device = Backends.choose(backend, request.device());
        ForwardPass pass = request.pass();
        progress.accept("weights");
        Tensor image = ForwardPass.readInput(pass.input());
        Asked asked = new Asked(
                Optional.of(pass.network().architecture()),
                OptionalInt.of(pass.network().groups()),
                OptionalDouble.of(pass.network().scale()));
        Checkpoint checkpoint = pass.weights() == null
                ? Checkpoint.of(pass.network())
                : Checkpoint.read(pass.weights(), asked, image.shape());
        progress.accept("compile");
        try (Execution execution =
                backend.prepare(checkpoint.network(), checkpoint.weights(), request.plan(), device)) {
            progress.accept("forward pass");
            ForwardPass.writeOutput(pass.output(), execution.run(List.of(image)).output());
        }
        return new Answer.Inferred(device);
    }
}

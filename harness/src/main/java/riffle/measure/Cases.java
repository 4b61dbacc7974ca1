package riffle.measure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import riffle.network.Network;
import riffle.reference.Reference;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

/** Makes the tensors of a {@link Case}: the same in every process. */
final class Cases {

    private static final String OUTPUT = "output";

    private Cases() {}

    static Weights weights(Case subject, Network network) {
        if (subject.weights() == null) {
            return SeededWeights.draw(network, subject.seed());
        }
        Path file = Path.of(subject.weights());
        return new Weights(SafeTensors.read(file).tensors()).requireFit(network, subject.weights());
    }

    static List<Tensor> inputs(Case subject, Network network) {
        List<Tensor> inputs = new ArrayList<>();
        for (Shape shape : network.inputs()) {
            inputs.add(Tensor.random(shape, subject.seed() + inputs.size() + 1));
        }
        return inputs;
    }

    /** Runs the reference and writes its output. */
    static void writeExpected(Case subject, String file) {
        Network network = subject.network().build();
        Tensor output = Reference.run(network, weights(subject, network), inputs(subject, network));
        Shape shape = output.shape();
        NamedTensor named = new NamedTensor(List.of(shape.n(), shape.c(), shape.h(), shape.w()), output.data());
        SafeTensors.write(Path.of(file), Map.of(), Map.of(OUTPUT, named));
    }

    /**
     * @throws IllegalArgumentException if the file holds no output of this network
     */
    static Tensor readExpected(String file, Network network) {
        NamedTensor output = SafeTensors.read(Path.of(file)).tensors().get(OUTPUT);
        if (output == null) {
            throw new IllegalArgumentException(file + ": no tensor " + OUTPUT);
        }
        return new Tensor(network.output(), output.data());
    }
}

package riffle.measure.protocol;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import riffle.network.Network;
import riffle.reference.Reference;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;
import riffle.weights.Weights;

/**
 * A workload on disk: weights, drawn once, and the reference's output. Every worker that measures the network reads
 * both.
 *
 * @param weights the file of weights
 * @param output the file of the reference's output
 */
public record PreparedWorkload(Path weights, Path output) {

    private static final String NAME = "output";

    /** The files of a workload in a folder. */
    public static PreparedWorkload in(Path folder, String name) {
        return new PreparedWorkload(
                folder.resolve(name + ".weights.safetensors"), folder.resolve(name + ".output.safetensors"));
    }

    /** Draws the weights, runs the reference and writes both files. */
    public void write(Workload workload) {
        Network network = workload.network().build();
        Weights drawn = workload.weights(network);
        SafeTensors.write(weights, Map.of(), drawn.tensors());
        Tensor result = Reference.run(network, drawn, workload.inputs(network));
        Shape shape = result.shape();
        NamedTensor named = new NamedTensor(List.of(shape.n(), shape.c(), shape.h(), shape.w()), result.data());
        SafeTensors.write(output, Map.of(), Map.of(NAME, named));
    }

    /**
     * The weights.
     *
     * @throws riffle.weights.WeightsException if the file cannot be read
     * @throws IllegalArgumentException if it holds weights of another network
     */
    public Weights readWeights(Network network) {
        return new Weights(SafeTensors.read(weights).tensors()).requireFit(network, weights.toString());
    }

    /**
     * The reference's output.
     *
     * @throws riffle.weights.WeightsException if the file cannot be read
     * @throws IllegalArgumentException if it holds no output of this network
     */
    public Tensor readOutput(Network network) {
        NamedTensor found = SafeTensors.read(output).tensors().get(NAME);
        if (found == null) {
            throw new IllegalArgumentException(output + ": no tensor " + NAME);
        }
        return new Tensor(network.output(), found.data());
    }
}

package riffle.measure.protocol;

import java.util.ArrayList;
import java.util.List;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.ModelWeights;
import riffle.weights.Weights;

/**
 * A network with input drawn from a seed, the same in every process that draws it, and weights of the same seed, or
 * of its file.
 *
 * @param network which network
 * @param seed of input and weights
 */
public record Workload(NetworkSpec network, long seed) {

    /** Seed of the weights and inputs that are measured. */
    public static final long SEED = 2018;

    /** A network with the weights and inputs that are measured. */
    public static Workload of(NetworkSpec network) {
        return new Workload(network, SEED);
    }

    /** Its weights: those of its file, or drawn from the seed. */
    public Weights weights(Network built) {
        return ModelWeights.of(network, built, seed);
    }

    /** Its inputs, drawn from the seed. */
    public List<Tensor> inputs(Network built) {
        return inputs(built, seed);
    }

    /** The inputs of any network, drawn from a seed. */
    public static List<Tensor> inputs(Network built, long seed) {
        List<Tensor> inputs = new ArrayList<>();
        for (Shape shape : built.inputs()) {
            inputs.add(Tensor.random(shape, seed + inputs.size() + 1));
        }
        return inputs;
    }
}

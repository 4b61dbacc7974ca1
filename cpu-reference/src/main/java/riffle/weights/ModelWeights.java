package riffle.weights;

import java.util.Map;
import riffle.network.ModelFormat;
import riffle.network.Network;
import riffle.network.NetworkSpec;

/** Reads networks from files of others, and the weights that come with them. */
public interface ModelWeights extends ModelFormat {

    /**
     * The parameters in the file of a network.
     *
     * @throws IllegalArgumentException if the file cannot be read, has changed, or holds what is not taken; the message
     *     names it
     */
    Weights weights(NetworkSpec spec);

    /**
     * What a network's output holds of each of its file's outputs, by the file's names: a network has one output, in
     * which several lie one behind the other.
     *
     * @param output elements of the network's output
     */
    Map<String, NamedTensor> outputs(NetworkSpec spec, float[] output);

    /** The same of the file reader that is there. */
    static Map<String, NamedTensor> split(NetworkSpec spec, float[] output) {
        return installed(spec).outputs(spec, output);
    }

    private static ModelWeights installed(NetworkSpec spec) {
        if (ModelFormat.installed() instanceof ModelWeights files) {
            return files;
        }
        throw new IllegalArgumentException(spec.model().path() + ": nothing here reads its weights");
    }

    /**
     * The weights that a network is measured with: those of its file, or random ones.
     *
     * @param built the network
     * @param seed of random weights
     */
    static Weights of(NetworkSpec spec, Network built, long seed) {
        if (spec.model() == null) {
            return SeededWeights.draw(built, seed);
        }
        return installed(spec).weights(spec).requireFit(built, spec.model().path());
    }
}

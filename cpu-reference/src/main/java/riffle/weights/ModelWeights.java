package riffle.weights;

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
     * The weights that a network is measured with: those of its file, or random ones.
     *
     * @param built the network
     * @param seed of random weights
     */
    static Weights of(NetworkSpec spec, Network built, long seed) {
        if (spec.model() == null) {
            return SeededWeights.draw(built, seed);
        }
        if (ModelFormat.installed() instanceof ModelWeights files) {
            return files.weights(spec).requireFit(built, spec.model().path());
        }
        throw new IllegalArgumentException(spec.model().path() + ": nothing here reads its weights");
    }
}

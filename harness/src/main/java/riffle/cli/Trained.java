package riffle.cli;

import java.nio.file.Path;
import riffle.measure.protocol.Workload;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.weights.Asked;
import riffle.weights.Checkpoint;
import riffle.weights.Weights;

/**
 * A network and its parameters.
 *
 * @param spec what it is called in results
 * @param network as the weights were trained in it
 * @param weights its parameters by Riffle's names
 */
record Trained(NetworkSpec spec, Network network, Weights weights) {

    /** A network with the weights that bench and reproduce run: those of its file, or random ones. */
    static Trained drawn(NetworkSpec chosen, Network built) {
        return new Trained(chosen, built, Workload.of(chosen).weights(built));
    }

    /**
     * Reads the weights of a network: of whole networks in any dialect, and what was not asked for is seen from them;
     * of units and of convolutions alone by Riffle's names.
     *
     * @param file the .safetensors file
     * @param chosen the network, with defaults for what was not asked for
     * @param asked what was
     * @throws riffle.weights.WeightsException if the file cannot be read or is of another network
     * @throws IllegalArgumentException if the weights do not fit, or the network does not run on such images
     */
    static Trained read(Path file, NetworkSpec chosen, Asked asked) {
        Architecture architecture = chosen.architecture();
        if (architecture.isFile()) {
            throw new IllegalArgumentException(
                    chosen.model().path() + " has its own weights: --weights " + file + " is for named networks");
        }
        if (architecture.isUnit() || architecture.whole().isPresent()) {
            Network built = chosen.build();
            return new Trained(chosen, built, Weights.read(file).requireFit(built, file.toString()));
        }
        Checkpoint checkpoint = Checkpoint.read(file, asked, chosen.input());
        return new Trained(checkpoint.spec(), checkpoint.network(), checkpoint.weights());
    }
}

package riffle.weights;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;

/** Weights files in every dialect, with weights drawn from a seed. */
final class DialectFiles {

    private static final long SEED = 7;

    private DialectFiles() {}

    static Naming plain(Architecture architecture) {
        return Naming.of(Dialect.PLAIN, architecture, UnaryOperator.identity());
    }

    static NetworkSpec spec(Architecture architecture, int groups, double scale) {
        return new NetworkSpec(architecture, groups, scale, 1, 64, 64, 10);
    }

    /** A network with its own structure and the weights of {@link #tensors}. */
    static Weights drawn(Network network) {
        return SeededWeights.draw(network, SEED);
    }

    /** What a file of the network holds. */
    static Map<String, NamedTensor> tensors(Naming naming, NetworkSpec spec) {
        Network network = naming.build(spec);
        Map<String, NamedTensor> tensors = new HashMap<>();
        drawn(network).tensors().forEach((name, tensor) -> tensors.put(naming.inFile(name), tensor));
        return tensors;
    }

    static Path write(Path folder, Map<String, NamedTensor> tensors) {
        Path file = folder.resolve("trained.safetensors");
        SafeTensors.write(file, Map.of(), tensors);
        return file;
    }
}

package riffle.weights;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.network.ShuffleNetStructure;
import riffle.tensor.Shape;

/**
 * A trained network from a file, whoever wrote it.
 *
 * @param dialect whose names the file has
 * @param spec family, groups, scale, classes and input size
 * @param network the network with the structure that these weights were trained in, its nodes named as Riffle does
 * @param weights its parameters by Riffle's names
 */
public record Checkpoint(Dialect dialect, NetworkSpec spec, Network network, Weights weights) {

    /**
     * Reads a .safetensors file: the dialect is seen from its names, groups, scale and number of classes from the
     * shapes of its tensors.
     *
     * @param file the file
     * @param asked what is known of it
     * @param input shape of the images, N x 3 x H x W
     * @throws WeightsException if it cannot be read, is malformed, is of no network known here, does not hold exactly
     *     the parameters of the network that it seems or is said to be, or holds some that are not sound
     * @throws IllegalArgumentException if the network does not run on such images
     */
    public static Checkpoint read(Path file, Asked asked, Shape input) {
        Weights read = Weights.read(file);
        Map<String, NamedTensor> tensors = read.tensors();
        Naming naming;
        try {
            naming = Recogniser.recognise(tensors).before(read.dialect(), tensors);
        } catch (UnknownNetworkException e) {
            throw new WeightsException(file, e.getMessage(), e);
        }
        requireFamily(file, asked, naming.architecture());
        NetworkSpec found = Inference.of(file, naming, tensors).spec(asked);
        return load(naming, sized(found, input), tensors);
    }

    /**
     * The network of a file that has its weights too.
     *
     * @throws IllegalArgumentException if the file cannot be read, has changed, or holds what is not taken
     */
    public static Checkpoint of(NetworkSpec model) {
        Network network = model.build();
        return new Checkpoint(Dialect.PLAIN, model, network, ModelWeights.of(model, network, 0));
    }

    private static void requireFamily(Path file, Asked asked, Architecture found) {
        Architecture wanted = asked.architecture().orElse(found);
        if (wanted != found) {
            throw new WeightsException(
                    file, "holds weights of " + found.label() + ", not of --network " + wanted.label());
        }
    }

    private static NetworkSpec sized(NetworkSpec spec, Shape input) {
        if (input.c() != spec.input().c()) {
            throw new IllegalArgumentException("input " + input + " has " + input.c() + " channels, expected "
                    + spec.input().c() + ": red, green, blue");
        }
        return spec.withBatch(input.n()).withSize(input.h(), input.w());
    }

    private static Checkpoint load(Naming naming, NetworkSpec spec, Map<String, NamedTensor> tensors) {
        Network structured = naming.build(spec);
        if (spec.architecture() == Architecture.ALEXNET && structured.output().c() != spec.classes()) {
            throw new IllegalArgumentException("input " + spec.size()
                    + ": AlexNet's fully connected layers take a last map of 6x6; expected 224x224 or 227x227");
        }
        Map<String, NamedTensor> renamed = new HashMap<>();
        for (String name : structured.parameters().keySet()) {
            renamed.put(name, tensors.get(naming.inFile(name)));
        }
        if (naming.structure() == ShuffleNetStructure.AUTHORS && AuthorsChannels.arePlain(structured)) {
            Map<String, NamedTensor> plain = AuthorsChannels.toPlain(structured, renamed);
            return new Checkpoint(naming.dialect(), spec, spec.build(), new Weights(plain, naming.dialect()));
        }
        return new Checkpoint(naming.dialect(), spec, structured, new Weights(renamed, naming.dialect()));
    }
}

package riffle.weights;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import riffle.network.Network;

/**
 * The parameters of one network by full name.
 *
 * @param tensors name to tensor
 * @param dialect whose names they had before they got Riffle's; plain if nobody renamed them
 */
public record Weights(Map<String, NamedTensor> tensors, Dialect dialect) {

    private static final String BOOKKEEPING = "num_batches_tracked";
    private static final String WRAPPER = "module.";

    public Weights {
        tensors = Map.copyOf(tensors);
    }

    /** Parameters that nobody renamed. */
    public Weights(Map<String, NamedTensor> tensors) {
        this(tensors, Dialect.PLAIN);
    }

    /**
     * The tensors of a .safetensors file as they are named there, but for traces of training: counters called
     * {@code num_batches_tracked} are left out, and a leading {@code module.} is dropped.
     *
     * @throws WeightsException if the file cannot be read, is malformed, or holds values that are not finite or
     *     variances below zero
     */
    public static Weights read(Path file) {
        Map<String, NamedTensor> tensors = new HashMap<>();
        SafeTensorsFile content = SafeTensors.read(file, name -> !isBookkeeping(name));
        content.tensors().forEach((name, tensor) -> {
            String bare = name.startsWith(WRAPPER) ? name.substring(WRAPPER.length()) : name;
            if (tensors.put(bare, tensor) != null) {
                throw new WeightsException(file, "holds both " + bare + " and " + WRAPPER + bare);
            }
        });
        try {
            return new Weights(tensors, Dialect.of(content.metadata())).requireSound();
        } catch (IllegalArgumentException e) {
            throw new WeightsException(file, e.getMessage(), e);
        }
    }

    /**
     * Refuses what no sound training leaves: values that are not finite and variances below zero.
     *
     * @throws IllegalArgumentException naming a tensor, and how many of its values are such
     */
    public Weights requireSound() {
        Faults.of(tensors).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        return this;
    }

    /** Whether a tensor of that name is a counter of training steps, which inference has no use for. */
    public static boolean isBookkeeping(String name) {
        return name.endsWith(BOOKKEEPING);
    }

    /**
     * Data of one parameter.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public float[] get(String name) {
        NamedTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return tensor.data();
    }

    /**
     * Refuses weights that are not exactly those of the network: missing, surplus or of another shape.
     *
     * @param source where the weights came from, for the message
     * @throws IllegalArgumentException naming the source and the first few offenders
     */
    public Weights requireFit(Network network, String source) {
        Misfits misfits = Misfits.between(network.parameters(), tensors);
        if (!misfits.isEmpty()) {
            throw new IllegalArgumentException(source + ": " + misfits.message(network.name()));
        }
        return this;
    }
}

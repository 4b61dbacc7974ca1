package riffle.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import riffle.network.Network;
import riffle.operator.Parameter;

/**
 * The parameters of one network by full name.
 *
 * @param tensors name to tensor
 */
public record Weights(Map<String, NamedTensor> tensors) {

    private static final int NAMED_OFFENDERS = 5;

    public Weights {
        tensors = Map.copyOf(tensors);
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
        Map<String, Parameter> expected = network.parameters();
        List<String> offenders = new ArrayList<>();
        expected.forEach((name, parameter) -> {
            NamedTensor found = tensors.get(name);
            if (found == null) {
                offenders.add(name + " is missing, expected " + parameter.dimensions());
            } else if (!found.dimensions().equals(parameter.dimensions())) {
                offenders.add(name + " is " + found.dimensions() + ", expected " + parameter.dimensions());
            }
        });
        for (String name : new TreeMap<>(tensors).keySet()) {
            if (!expected.containsKey(name)) {
                offenders.add(name + " is not a parameter of " + network.name());
            }
        }
        if (!offenders.isEmpty()) {
            String first = String.join("; ", offenders.subList(0, Math.min(NAMED_OFFENDERS, offenders.size())));
            String more =
                    offenders.size() > NAMED_OFFENDERS ? "; and " + (offenders.size() - NAMED_OFFENDERS) + " more" : "";
            throw new IllegalArgumentException(
                    source + ": does not hold the weights of " + network.name() + ": " + first + more);
        }
        return this;
    }
}

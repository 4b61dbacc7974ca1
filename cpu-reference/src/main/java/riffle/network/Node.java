package riffle.network;

import java.util.List;
import riffle.operator.Operator;

/**
 * One operator of a network.
 *
 * @param name unique in its network; its parameters are {@code name.weight}, {@code name.bias}, ...
 * @param operator what it computes
 * @param inputs names of the nodes that feed it, or {@link Network#INPUT}
 */
public record Node(String name, Operator operator, List<String> inputs) {

    public Node {
        inputs = List.copyOf(inputs);
    }
}

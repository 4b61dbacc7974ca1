package riffle.network;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import riffle.operator.Cost;
import riffle.operator.Operator;
import riffle.operator.Parameter;
import riffle.tensor.Shape;

/**
 * A network: operators in an order in which they can run. The last node is the output.
 *
 * @param name how people call it: {@code ShuffleNet 0.5x (g = 3)}
 * @param inputs shapes of the input tensors, named by {@link #inputName}; all but single operators have one
 * @param nodes operators in execution order
 * @param note what a reader of its numbers must know, such as a part that does not run at this size
 */
public record Network(String name, List<Shape> inputs, List<Node> nodes, Optional<String> note) {

    /** Name of the first input where nodes refer to it. */
    public static final String INPUT = "input";

    /** Name of the second input, which only single operators such as addition have. */
    public static final String OTHER = "other";

    /**
     * @throws IllegalArgumentException if a name is used twice, an input is not defined before its use, or a shape
     *     differs from what the operator was made for
     */
    public Network {
        inputs = List.copyOf(inputs);
        nodes = List.copyOf(nodes);
        Map<String, Shape> known = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            known.put(inputName(i), inputs.get(i));
        }
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException(name + ": a network needs at least one operator");
        }
        for (Node node : nodes) {
            List<Shape> expected = node.operator().inputs();
            if (expected.size() != node.inputs().size()) {
                throw new IllegalArgumentException(name + ": " + node.name() + " takes " + expected.size()
                        + " inputs, got " + node.inputs().size());
            }
            for (int i = 0; i < expected.size(); i++) {
                Shape found = known.get(node.inputs().get(i));
                if (!expected.get(i).equals(found)) {
                    throw new IllegalArgumentException(name + ": " + node.name() + " expects " + expected.get(i)
                            + " from " + node.inputs().get(i) + ", found " + (found == null ? "nothing" : found));
                }
            }
            if (known.put(node.name(), node.operator().output()) != null) {
                throw new IllegalArgumentException(name + ": two nodes are called " + node.name());
            }
        }
    }

    /** Name of input i: {@link #INPUT}, then {@link #OTHER}, then {@code input3} and so on. */
    public static String inputName(int i) {
        if (i < 0) {
            throw new IllegalArgumentException("no input has number " + i);
        }
        return switch (i) {
            case 0 -> INPUT;
            case 1 -> OTHER;
            default -> INPUT + (i + 1);
        };
    }

    /** A network of one operator, named {@code op}: what a test case or a micro-benchmark runs. */
    public static Network of(Operator operator) {
        List<String> names = operator.inputs().size() == 1 ? List.of(INPUT) : List.of(INPUT, OTHER);
        return new Network(
                operator.type(), operator.inputs(), List.of(new Node("op", operator, names)), Optional.empty());
    }

    /** Shape of the first input. */
    public Shape input() {
        return inputs.get(0);
    }

    /** Shape of the output: the last node's. */
    public Shape output() {
        return nodes.getLast().operator().output();
    }

    /** Every parameter by its full name, in the order of the nodes. */
    public Map<String, Parameter> parameters() {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (Node node : nodes) {
            for (Parameter parameter : node.operator().parameters()) {
                parameters.put(node.name() + "." + parameter.name(), parameter);
            }
        }
        return parameters;
    }

    /** Number of learned values; running means and variances are statistics and do not count. */
    public long parameterCount() {
        return parameters().values().stream()
                .filter(parameter -> !parameter.name().startsWith("running_"))
                .mapToLong(Parameter::elements)
                .sum();
    }

    /** Cost of all operators, unfused: each moves its own inputs and output. */
    public Cost cost() {
        Cost cost = Cost.NONE;
        for (Node node : nodes) {
            cost = cost.plus(node.operator().cost());
        }
        return cost;
    }
}

package riffle.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import riffle.operator.Operator;
import riffle.tensor.Shape;

/** Writes a network down node by node; remembers the shapes. */
final class NetworkBuilder {

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Shape input;

    NetworkBuilder(Shape input) {
        this.input = input;
        shapes.put(Network.INPUT, input);
    }

    /** Appends an operator and returns its name, for the next one's input. */
    String add(String name, Operator operator, String... inputs) {
        nodes.add(new Node(name, operator, List.of(inputs)));
        shapes.put(name, operator.output());
        return name;
    }

    /** Shape of what a node, or the input, gives. */
    Shape shape(String name) {
        return shapes.get(name);
    }

    Network build(String name, Optional<String> note) {
        return new Network(name, List.of(input), nodes, note);
    }
}

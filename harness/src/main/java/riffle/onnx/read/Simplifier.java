package riffle.onnx.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import riffle.network.Node;
import riffle.operator.AddRelu;
import riffle.operator.Arithmetic;
import riffle.operator.Arithmetic.Kind;
import riffle.operator.FullyConnected;
import riffle.operator.HardSigmoid;
import riffle.operator.HardSwish;
import riffle.operator.Relu;
import riffle.operator.Reshape;
import riffle.tensor.Shape;
import riffle.weights.NamedTensor;

/**
 * Says the nodes of a graph as Riffle's own networks would: an addition and the rectifier behind it are one operator,
 * so are hard swish's gate and product, and a matrix and the bias added to its result. What no output needs is left
 * out.
 */
final class Simplifier {

    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Integer> readers = new HashMap<>();
    private final Map<String, Supplier<NamedTensor>> parameters;
    private final Set<String> gone = new HashSet<>();

    private Simplifier(Collection<Node> all, Map<String, Supplier<NamedTensor>> parameters) {
        this.parameters = parameters;
        for (Node node : all) {
            nodes.put(node.name(), node);
            node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum));
        }
    }

    /**
     * The nodes that an output needs, in their order.
     *
     * @param parameters of the nodes; changed with them
     */
    static List<Node> simplify(List<Node> all, String output, Map<String, Supplier<NamedTensor>> parameters) {
        List<Node> needed = needed(all, output);
        Simplifier simplifier = new Simplifier(needed, parameters);
        List<Node> simple = new ArrayList<>();
        for (Node node : needed) {
            Node said = simplifier.said(node);
            simplifier.nodes.put(said.name(), said);
            simple.add(said);
        }
        simple.removeIf(node -> simplifier.gone.contains(node.name()));
        Set<String> names = new HashSet<>();
        simple.forEach(node ->
                node.operator().parameters().forEach(parameter -> names.add(node.name() + "." + parameter.name())));
        parameters.keySet().retainAll(names);
        return simple;
    }

    private static List<Node> needed(List<Node> all, String output) {
        Map<String, Node> byName = new HashMap<>();
        all.forEach(node -> byName.put(node.name(), node));
        Set<String> found = new HashSet<>(Set.of(output));
        Deque<String> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            Node node = byName.get(open.removeFirst());
            if (node != null) {
                node.inputs().stream().filter(found::add).forEach(open::add);
            }
        }
        return all.stream().filter(node -> found.contains(node.name())).toList();
    }

    private Node said(Node node) {
        return switch (node.operator()) {
            case Relu relu -> rectified(node);
            case Arithmetic sum when sum.kind() == Kind.ADD && sum.learned() -> biased(node, sum);
            case Arithmetic product when product.kind() == Kind.MULTIPLY && !product.learned() -> gated(node, product);
            case Reshape reshape -> reshaped(node, reshape);
            default -> node;
        };
    }

    private Node rectified(Node relu) {
        Node before = only(relu.inputs().getFirst());
        if (before != null
                && before.operator() instanceof Arithmetic sum
                && sum.kind() == Kind.ADD
                && sum.inputs().size() == 2
                && sum.first().equals(sum.second())) {
            gone.add(before.name());
            return new Node(relu.name(), new AddRelu(sum.first()), before.inputs());
        }
        return relu;
    }

    private Node gated(Node product, Arithmetic operator) {
        if (!operator.first().equals(operator.second())) {
            return product;
        }
        for (int side = 0; side < 2; side++) {
            Node gate = only(product.inputs().get(side));
            String value = product.inputs().get(1 - side);
            if (gate != null
                    && gate.operator() instanceof HardSigmoid line
                    && gate.inputs().getFirst().equals(value)
                    && (float) line.alpha() == (float) (1.0 / 6)
                    && line.beta() == 0.5) {
                gone.add(gate.name());
                return new Node(product.name(), new HardSwish(operator.first()), List.of(value));
            }
        }
        return product;
    }

    private Node biased(Node sum, Arithmetic operator) {
        Node before = only(sum.inputs().getFirst());
        Shape result = operator.first();
        boolean perOutput = operator.second().equals(Shape.vector(1, result.c())) && result.pixels() == 1;
        if (before != null && perOutput && before.operator() instanceof FullyConnected layer && !layer.bias()) {
            gone.add(before.name());
            parameters.put(sum.name() + ".weight", parameters.get(before.name() + ".weight"));
            Supplier<NamedTensor> other = parameters.get(sum.name() + ".other");
            parameters.put(
                    sum.name() + ".bias",
                    () -> new NamedTensor(List.of(result.c()), other.get().data()));
            return new Node(sum.name(), new FullyConnected(layer.input(), layer.outFeatures(), true), before.inputs());
        }
        return sum;
    }

    /** One reshape in place of two. */
    private Node reshaped(Node reshape, Reshape operator) {
        Node before = only(reshape.inputs().getFirst());
        if (before != null && before.operator() instanceof Reshape first) {
            gone.add(before.name());
            return new Node(reshape.name(), new Reshape(first.input(), operator.output()), before.inputs());
        }
        return reshape;
    }

    /** The node that gives a value which one node alone reads, once; null if there is none. */
    private Node only(String value) {
        return readers.getOrDefault(value, 0) == 1 ? nodes.get(value) : null;
    }
}

package riffle.onnx.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import riffle.network.Node;
import riffle.operator.Operator;
import riffle.operator.Parameter;
import riffle.operator.Reshape;
import riffle.tensor.Shape;
import riffle.weights.NamedTensor;

/** Writes a network down node by node, while its ONNX graph is read. */
final class GraphBuilder {

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Supplier<NamedTensor>> parameters = new LinkedHashMap<>();
    private final Map<String, Activation> views = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    /** How many nodes wanted a name that was taken. */
    private final Map<String, Integer> used = new HashMap<>();

    /**
     * @param inputs names that nodes cannot have
     */
    GraphBuilder(List<String> inputs) {
        names.addAll(inputs);
    }

    /**
     * Appends the operator that gives a node's value.
     *
     * @param inputs values in the shapes that the operator takes: see {@link #shaped}
     * @param dims extents of the result as ONNX sees it
     * @param weights a constant for each of its parameters, in their order
     */
    Activation add(
            Operation operation, Operator operator, List<Activation> inputs, List<Integer> dims, Constant... weights) {
        return named(operation.name(), operator, inputs, dims, weights);
    }

    /** Appends an operator that a node needs besides the one that gives its value. */
    Activation step(
            Operation operation,
            String step,
            Operator operator,
            List<Activation> inputs,
            List<Integer> dims,
            Constant... weights) {
        return named(operation.name() + "/" + step, operator, inputs, dims, weights);
    }

    /** Appends an operator; its name is the one wanted, or has a number behind it where that is taken. */
    Activation named(
            String wanted, Operator operator, List<Activation> inputs, List<Integer> dims, Constant... weights) {
        String name = unique(wanted);
        nodes.add(new Node(name, operator, inputs.stream().map(Activation::name).toList()));
        List<Parameter> needed = operator.parameters();
        for (int i = 0; i < needed.size(); i++) {
            Constant data = weights[i];
            List<Integer> extents = needed.get(i).dimensions();
            parameters.put(name + "." + needed.get(i).name(), () -> data.tensor(extents));
        }
        return new Activation(name, operator.output(), dims);
    }

    /** A value in the shape that an operator takes: a node is made where its own differs. */
    Activation shaped(Activation value, Shape wanted) {
        if (value.shape().equals(wanted)) {
            return value;
        }
        String view = value.name() + "/" + wanted;
        Activation found = views.get(view);
        if (found == null) {
            Reshape reshape = new Reshape(value.shape(), wanted);
            found = named(view, reshape, List.of(value), value.dims());
            views.put(view, found);
        }
        return found.as(value.dims());
    }

    /** A value in the shape that its extents come to. */
    Activation image(Activation value) {
        return shaped(value, Dims.shape(value.dims(), value.name()));
    }

    List<Node> nodes() {
        return nodes;
    }

    Map<String, Supplier<NamedTensor>> parameters() {
        return parameters;
    }

    private String unique(String wanted) {
        String name = wanted;
        while (!names.add(name)) {
            name = wanted + "#" + used.merge(wanted, 1, Integer::sum);
        }
        return name;
    }
}

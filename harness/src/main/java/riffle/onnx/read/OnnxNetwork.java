package riffle.onnx.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import riffle.network.Network;
import riffle.network.Node;
import riffle.onnx.format.ModelProto;
import riffle.onnx.format.TensorProto.DataType;
import riffle.operator.Concat;
import riffle.operator.Reshape;
import riffle.tensor.Shape;
import riffle.weights.NamedTensor;
import riffle.weights.Weights;

/**
 * An ONNX model as a network. Several outputs are joined, one behind the other, for a network has one.
 *
 * @param network the operators
 * @param parameters what they have learned, decoded when asked for
 * @param inputs ONNX's inputs that the network takes, in order
 * @param outputs ONNX's outputs that the network computes, in order
 */
public record OnnxNetwork(
        Network network, Map<String, Supplier<NamedTensor>> parameters, List<Port> inputs, List<Port> outputs) {

    /**
     * An input or output.
     *
     * @param name ONNX's name
     * @param dims extents as ONNX sees them
     */
    public record Port(String name, List<Integer> dims) {

        /** Number of elements. */
        public int elements() {
            return Dims.product(dims, 0, dims.size());
        }
    }

    public OnnxNetwork {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * Reads a model.
     *
     * @param name what to call the network
     * @param model the model
     * @param tensors reads its tensors
     * @param given inputs that are known, by ONNX's name
     * @param sizes extents that the model may leave open
     * @throws OnnxException if it holds what is not taken
     */
    static OnnxNetwork of(
            String name, ModelProto model, TensorReader tensors, Map<String, Constant> given, InputSizes sizes) {
        GraphReader reader = new GraphReader(model.getGraph(), OnnxModels.operatorSet(model), tensors, given, sizes);
        Map<String, Activation> computed = new LinkedHashMap<>();
        reader.read().forEach((output, value) -> {
            if (value instanceof Activation activation) {
                computed.put(output, activation);
            }
        });
        if (computed.isEmpty()) {
            throw new OnnxException("its outputs are constants: there is nothing to run");
        }
        GraphBuilder graph = reader.graph();
        Activation output = joined(graph, List.copyOf(computed.values()));
        Map<String, Supplier<NamedTensor>> parameters = graph.parameters();
        List<Node> nodes = Simplifier.simplify(graph.nodes(), output.name(), parameters);
        List<Shape> inputs =
                reader.inputs().values().stream().map(Activation::shape).toList();
        return new OnnxNetwork(
                new Network(name, inputs, nodes, note(model)), parameters, ports(reader.inputs()), ports(computed));
    }

    /** What a reader of its numbers must know. */
    private static Optional<String> note(ModelProto model) {
        boolean wide = model.getGraph().getInputList().stream()
                .anyMatch(input -> input.getType().getTensorType().getElemType() == DataType.DOUBLE_VALUE);
        return wide ? Optional.of("the model is in float64, computed here in float32") : Optional.empty();
    }

    /** Its parameters, decoded. */
    public Weights weights() {
        Map<String, NamedTensor> tensors = new HashMap<>();
        parameters.forEach((name, tensor) -> tensors.put(name, tensor.get()));
        return new Weights(tensors);
    }

    /** What the network's output holds of each of ONNX's outputs. */
    public Map<String, NamedTensor> split(float[] output) {
        Map<String, NamedTensor> parts = new LinkedHashMap<>();
        int first = 0;
        for (Port port : outputs) {
            float[] data = new float[port.elements()];
            System.arraycopy(output, first, data, 0, data.length);
            parts.put(port.name(), new NamedTensor(port.dims(), data));
            first += data.length;
        }
        return parts;
    }

    /** The value that is the network's output: a node's own. */
    private static Activation joined(GraphBuilder graph, List<Activation> outputs) {
        Activation all = outputs.getFirst();
        if (outputs.size() == 1) {
            boolean computed = graph.nodes().stream()
                    .anyMatch(node -> node.name().equals(outputs.getFirst().name()));
            return computed
                    ? all
                    : graph.named("output", new Reshape(all.shape(), all.shape()), List.of(all), all.dims());
        }
        all = row(graph, all);
        for (int i = 1; i < outputs.size(); i++) {
            Activation next = row(graph, outputs.get(i));
            Concat concat = new Concat(all.shape(), next.shape());
            all = graph.named(
                    "outputs/" + i,
                    concat,
                    List.of(all, next),
                    List.of(1, concat.output().c()));
        }
        return all;
    }

    private static Activation row(GraphBuilder graph, Activation value) {
        return graph.shaped(value, Shape.vector(1, value.shape().elements()));
    }

    private static List<Port> ports(Map<String, Activation> values) {
        List<Port> ports = new ArrayList<>();
        values.forEach((name, value) -> ports.add(new Port(name, value.dims())));
        return ports;
    }
}

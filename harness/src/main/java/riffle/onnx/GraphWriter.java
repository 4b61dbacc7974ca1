package riffle.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import riffle.network.Network;
import riffle.network.Node;
import riffle.onnx.format.AttributeProto;
import riffle.onnx.format.GraphProto;
import riffle.onnx.format.NodeProto;
import riffle.onnx.format.TensorProto;
import riffle.onnx.format.TensorShapeProto;
import riffle.onnx.format.TensorShapeProto.Dimension;
import riffle.onnx.format.TypeProto;
import riffle.onnx.format.ValueInfoProto;
import riffle.tensor.Shape;
import riffle.weights.Weights;

/**
 * Writes an ONNX graph down node by node. Values are N x C x H x W, but for those that fully connected layers give,
 * which are N x C ("flat") as in other exporters.
 */
final class GraphWriter {

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Set<String> flat = new HashSet<>();
    private final Network network;
    private final Weights weights;
    private final String last;

    GraphWriter(Network network, Weights weights) {
        this.network = network;
        this.weights = weights;
        this.last = network.nodes().getLast().name();
        graph.setName(network.name());
        for (int i = 0; i < network.inputs().size(); i++) {
            graph.addInput(
                    value(Network.inputName(i), dimensions(network.inputs().get(i), false)));
        }
    }

    /** The graph, once all nodes are written. */
    GraphProto graph() {
        return graph.addOutput(value(OnnxModel.OUTPUT, dimensions(network.output(), flat.contains(last))))
                .build();
    }

    /** Whether a value is N x C. */
    boolean isFlat(String name) {
        return flat.contains(name);
    }

    /** Notes that a node's value is N x C. */
    void markFlat(Node node) {
        flat.add(node.name());
    }

    /** Appends the ONNX node that gives a node's value, with the node's name. */
    void end(Node node, String type, List<String> inputs, AttributeProto... attributes) {
        add(node.name(), valueName(node.name()), type, inputs, attributes);
    }

    /** Appends an ONNX node before the one that gives a node's value; returns the name of its own value. */
    String step(Node node, String step, String type, List<String> inputs, AttributeProto... attributes) {
        String name = node.name() + "/" + step;
        add(name, name, type, inputs, attributes);
        return name;
    }

    private void add(String name, String output, String type, List<String> inputs, AttributeProto... attributes) {
        NodeProto.Builder written =
                NodeProto.newBuilder().setName(name).setOpType(type).addOutput(output);
        inputs.forEach(written::addInput);
        graph.addNode(written.addAllAttribute(List.of(attributes)));
    }

    /** Adds a node's parameters to the graph; returns their names, in the operator's order. */
    List<String> parameters(Node node) {
        return node.operator().parameters().stream()
                .map(parameter -> parameter(
                        node,
                        parameter.name(),
                        parameter.dimensions().stream()
                                .mapToInt(Integer::intValue)
                                .toArray()))
                .toList();
    }

    /** Adds a parameter to the graph, with dimensions that may not be those in which it is stored; returns its name. */
    String parameter(Node node, String parameter, int... dimensions) {
        String name = node.name() + "." + parameter;
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .setRawData(littleEndian(weights.get(name)));
        IntStream.of(dimensions).forEach(tensor::addDims);
        graph.addInitializer(tensor);
        return name;
    }

    /** Adds a number to the graph; returns its name. */
    String scalar(Node node, String step, double value) {
        String name = node.name() + "/" + step;
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .setRawData(littleEndian(new float[] {(float) value})));
        return name;
    }

    /** Adds a list of integers to the graph, such as a shape; returns its name. */
    String constant(Node node, String step, long... values) {
        String name = node.name() + "/" + step;
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addDims(values.length);
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        graph.addInitializer(tensor);
        return name;
    }

    /** Adds a number to the graph, a tensor without axes; returns its name. */
    String number(Node node, String step, double value) {
        String name = node.name() + "/" + step;
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .setRawData(littleEndian(new float[] {(float) value})));
        return name;
    }

    /** What ONNX nodes call the value of a node or input of the network. */
    String valueName(String name) {
        return name.equals(last) ? OnnxModel.OUTPUT : name;
    }

    private static List<Integer> dimensions(Shape shape, boolean isFlat) {
        return isFlat ? List.of(shape.n(), shape.c()) : List.of(shape.n(), shape.c(), shape.h(), shape.w());
    }

    private static ValueInfoProto value(String name, List<Integer> dimensions) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        dimensions.forEach(extent -> shape.addDim(Dimension.newBuilder().setDimValue(extent)));
        TypeProto.Tensor type = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                .setShape(shape)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(type))
                .build();
    }

    private static ByteString littleEndian(float[] data) {
        ByteBuffer bytes = ByteBuffer.allocate(data.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(data);
        return UnsafeByteOperations.unsafeWrap(bytes); // nobody else has this buffer
    }
}

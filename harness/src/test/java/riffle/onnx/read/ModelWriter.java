package riffle.onnx.read;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import riffle.onnx.format.AttributeProto;
import riffle.onnx.format.AttributeProto.AttributeType;
import riffle.onnx.format.GraphProto;
import riffle.onnx.format.ModelProto;
import riffle.onnx.format.NodeProto;
import riffle.onnx.format.OperatorSetIdProto;
import riffle.onnx.format.TensorProto;
import riffle.onnx.format.TensorProto.DataType;
import riffle.onnx.format.TensorShapeProto;
import riffle.onnx.format.TensorShapeProto.Dimension;
import riffle.onnx.format.TypeProto;
import riffle.onnx.format.ValueInfoProto;

/** Writes small models for tests, node by node. */
final class ModelWriter {

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final int operatorSet;

    ModelWriter(int operatorSet) {
        this.operatorSet = operatorSet;
    }

    /** An input; an extent below 0 is left open. */
    ModelWriter input(String name, long... extents) {
        graph.addInput(value(name, extents));
        return this;
    }

    ModelWriter output(String name) {
        graph.addOutput(ValueInfoProto.newBuilder().setName(name));
        return this;
    }

    /** An initialiser of numbers that differ. */
    ModelWriter weights(String name, long... extents) {
        int elements = 1;
        for (long extent : extents) {
            elements *= (int) extent;
        }
        float[] data = new float[elements];
        for (int i = 0; i < elements; i++) {
            data[i] = (i * 7 % 11 - 5) / 8f;
        }
        return numbers(name, data, extents);
    }

    ModelWriter numbers(String name, float[] data, long... extents) {
        ByteBuffer bytes = ByteBuffer.allocate(data.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(data);
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(DataType.FLOAT_VALUE)
                .setRawData(ByteString.copyFrom(bytes));
        for (long extent : extents) {
            tensor.addDims(extent);
        }
        return initialiser(tensor.build());
    }

    ModelWriter integers(String name, long... values) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(DataType.INT64_VALUE)
                .addDims(values.length);
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        return initialiser(tensor.build());
    }

    ModelWriter initialiser(TensorProto tensor) {
        graph.addInitializer(tensor);
        return this;
    }

    /** A node called as its output. */
    ModelWriter node(String type, String output, List<String> inputs, AttributeProto... attributes) {
        return node(type, List.of(output), inputs, attributes);
    }

    ModelWriter node(String type, List<String> outputs, List<String> inputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(type)
                .setName(outputs.getFirst())
                .addAllOutput(outputs)
                .addAllInput(inputs)
                .addAllAttribute(List.of(attributes)));
        return this;
    }

    ModelProto model() {
        return ModelProto.newBuilder()
                .setIrVersion(7)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(operatorSet))
                .setGraph(graph)
                .build();
    }

    OnnxNetwork read() {
        return read(InputSizes.OPEN);
    }

    OnnxNetwork read(InputSizes sizes) {
        byte[] bytes = model().toByteArray();
        return OnnxModels.read(Path.of("test.onnx"), () -> bytes, sizes, Map.of());
    }

    static AttributeProto ints(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto real(String name, double value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.FLOAT)
                .setF((float) value)
                .build();
    }

    static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    private static ValueInfoProto value(String name, long... extents) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long extent : extents) {
            shape.addDim(
                    extent < 0
                            ? Dimension.newBuilder().setDimParam("open")
                            : Dimension.newBuilder().setDimValue(extent));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(DataType.FLOAT_VALUE)
                                .setShape(shape)))
                .build();
    }
}

package riffle.onnx.read;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import riffle.cases.Case;
import riffle.cases.Tolerance;
import riffle.network.Network;
import riffle.network.Node;
import riffle.onnx.format.ModelProto;
import riffle.onnx.format.NodeProto;
import riffle.onnx.format.TensorProto;
import riffle.operator.Reshape;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.Weights;

/**
 * Tests as the ONNX project keeps them: a folder with {@code model.onnx} and, in {@code test_data_set_0},
 * {@code input_N.pb} and {@code output_N.pb}; or a model {@code NAME.onnx} beside {@code NAME_output_0.pb}, whose input
 * is i / n at position i of n.
 */
public final class OnnxCases {

    private static final String MODEL = "model.onnx";
    private static final String DATA = "test_data_set_0";
    private static final String ENDING = ".onnx";

    /** Operators whose operands the network may compute; other operators take their later inputs as parameters. */
    private static final Set<String> TAKE_VALUES = Set.of("Add", "Mul", "Sum", "Concat");

    private OnnxCases() {}

    /**
     * A test that has not been read yet.
     *
     * @param name the folder's or the model's
     * @param model file of the model
     */
    public record Found(String name, Path model) {

        /**
         * Reads it. Inputs that an operator takes as its parameters are taken from the test's files as if they were
         * initialisers.
         *
         * @throws OnnxException if the model is not taken, or a file is missing or broken
         */
        public Case read() {
            ModelProto proto = OnnxModels.parse(() -> Files.readAllBytes(model));
            Map<String, TensorProto> data = inputs(proto);
            Map<String, TensorProto> known = new HashMap<>(data);
            fed(proto).forEach(known::remove);
            if (proto.getGraph().getInputCount() == 0) {
                return folded(proto);
            }
            OnnxNetwork read = OnnxModels.read(model, InputSizes.OPEN, known);
            TensorReader tensors = new TensorReader(model.toAbsolutePath().getParent());
            List<Tensor> inputs = new ArrayList<>();
            for (OnnxNetwork.Port port : read.inputs()) {
                Shape shape = read.network().inputs().get(inputs.size());
                TensorProto given = data.get(port.name());
                inputs.add(new Tensor(
                        shape,
                        given == null
                                ? ramp(shape)
                                : matching(
                                        tensors.read(given, "input " + port.name()),
                                        port.dims(),
                                        "input " + port.name())));
            }
            Network network = read.network();
            String type = network.nodes().size() == 1
                    ? network.nodes().getFirst().operator().type()
                    : Tolerance.WHOLE_NETWORK;
            Tensor expected = new Tensor(network.output(), outputs(read, proto, tensors));
            return new Case(name, type, network, read.weights(), inputs, Optional.of(expected));
        }

        /** What a model without inputs folds to, copied by a device. */
        private Case folded(ModelProto proto) {
            TensorReader tensors = new TensorReader(model.toAbsolutePath().getParent());
            Value value = new GraphReader(
                            proto.getGraph(), OnnxModels.operatorSet(proto), tensors, Map.of(), InputSizes.OPEN)
                    .read()
                    .values()
                    .iterator()
                    .next();
            Shape shape = Dims.shape(value.dims(), "output");
            Node copy = new Node("output", new Reshape(shape, shape), List.of(Network.INPUT));
            Tensor held = new Tensor(shape, ((Constant) value).floats().get());
            float[] expected = matching(tensors.read(tensor(output(0)), "output"), value.dims(), "output");
            return new Case(
                    name,
                    copy.operator().type(),
                    new Network(name, List.of(shape), List.of(copy), Optional.empty()),
                    new Weights(Map.of()),
                    List.of(held),
                    Optional.of(new Tensor(shape, expected)));
        }

        private Map<String, TensorProto> inputs(ModelProto proto) {
            Map<String, TensorProto> data = new LinkedHashMap<>();
            int number = 0;
            for (String input : OnnxModels.inputs(proto).keySet()) {
                Path file = model.resolveSibling(DATA).resolve("input_" + number + ".pb");
                if (Files.isRegularFile(file)) {
                    data.put(input, tensor(file));
                }
                number++;
            }
            return data;
        }

        private float[] outputs(OnnxNetwork read, ModelProto proto, TensorReader tensors) {
            float[] all = new float[read.network().output().elements()];
            int first = 0;
            for (OnnxNetwork.Port port : read.outputs()) {
                int number = 0;
                while (!proto.getGraph().getOutput(number).getName().equals(port.name())) {
                    number++;
                }
                float[] part = matching(
                        tensors.read(tensor(output(number)), "output " + port.name()),
                        port.dims(),
                        "output " + port.name());
                System.arraycopy(part, 0, all, first, part.length);
                first += part.length;
            }
            return all;
        }

        private Path output(int number) {
            String file = "output_" + number + ".pb";
            return model.getFileName().toString().equals(MODEL)
                    ? model.resolveSibling(DATA).resolve(file)
                    : model.resolveSibling(OnnxModels.name(model) + "_" + file);
        }
    }

    /**
     * The tests of a folder, by name; none where it holds none of these.
     *
     * @throws IOException if it cannot be listed
     */
    public static List<Found> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().flatMap(OnnxCases::found).toList();
        }
    }

    private static Stream<Found> found(Path file) {
        String name = file.getFileName().toString();
        if (Files.isRegularFile(file.resolve(MODEL))) {
            return Stream.of(new Found(name, file.resolve(MODEL)));
        }
        String bare = OnnxModels.name(file);
        boolean judged = name.endsWith(ENDING) && Files.isRegularFile(file.resolveSibling(bare + "_output_0.pb"));
        return judged ? Stream.of(new Found(bare, file)) : Stream.empty();
    }

    /** Inputs that stay inputs: the first, and what only operators read that take values. */
    private static List<String> fed(ModelProto proto) {
        List<String> fed = new ArrayList<>();
        for (String input : OnnxModels.inputs(proto).keySet()) {
            boolean values = proto.getGraph().getNodeList().stream()
                    .filter(node -> node.getInputList().contains(input))
                    .map(NodeProto::getOpType)
                    .allMatch(TAKE_VALUES::contains);
            if (fed.isEmpty() || values) {
                fed.add(input);
            }
        }
        return fed;
    }

    private static float[] matching(Constant found, List<Integer> dims, String what) {
        if (!found.dims().equals(dims)) {
            throw new OnnxException(what + " is " + found.dims() + " in its file, and " + dims + " in the model");
        }
        return found.floats().get();
    }

    private static TensorProto tensor(Path file) {
        try {
            return TensorProto.parseFrom(Files.readAllBytes(file));
        } catch (InvalidProtocolBufferException e) {
            throw new OnnxException(file + ": is no tensor: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new OnnxException(file + ": cannot be read: " + e, e);
        }
    }

    private static float[] ramp(Shape shape) {
        float[] data = new float[shape.elements()];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) ((double) i / data.length);
        }
        return data;
    }
}

package riffle.onnx;

import java.util.ArrayList;
import java.util.List;
import riffle.network.Node;
import riffle.onnx.format.AttributeProto;
import riffle.operator.AddRelu;
import riffle.operator.Arithmetic;
import riffle.operator.AvgPool;
import riffle.operator.BatchNorm;
import riffle.operator.ChannelMove;
import riffle.operator.ChannelShuffle;
import riffle.operator.Clip;
import riffle.operator.Concat;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.Elementwise;
import riffle.operator.FullyConnected;
import riffle.operator.GeneralConv;
import riffle.operator.GeneralPool;
import riffle.operator.GlobalAvgPool;
import riffle.operator.HardSigmoid;
import riffle.operator.HardSwish;
import riffle.operator.LeakyRelu;
import riffle.operator.LocalResponseNorm;
import riffle.operator.MaxPool;
import riffle.operator.Operator;
import riffle.operator.PRelu;
import riffle.operator.Pad;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Reshape;
import riffle.operator.Sigmoid;
import riffle.operator.Slice;
import riffle.operator.Softmax;
import riffle.operator.StridedSlice;
import riffle.operator.Transpose;
import riffle.operator.Window;
import riffle.tensor.Shape;

/** Each operator as ONNX nodes of operator set {@value OnnxModel#OPERATOR_SET}. */
final class OperatorNodes {

    private static final Window POINT = Window.square(1, 1, 0);
    private static final int CHANNELS = 1;

    private OperatorNodes() {}

    /**
     * Appends a node.
     *
     * @throws IllegalArgumentException if ONNX cannot say it
     */
    static void write(Node node, GraphWriter graph) {
        switch (node.operator()) {
            case Conv2d op -> convolution(node, op.window(), op.groups(), graph);
            case PointwiseConv op -> convolution(node, POINT, op.groups(), graph);
            case DepthwiseConv op -> convolution(node, op.window(), op.input().c(), graph);
            case ChannelShuffle op -> shuffle(node, op, graph);
            case Slice op -> {
                List<String> inputs = images(node, graph);
                inputs.add(graph.constant(node, "starts", op.firstChannel()));
                inputs.add(graph.constant(node, "ends", op.firstChannel() + (long) op.channels()));
                inputs.add(graph.constant(node, "axes", CHANNELS));
                graph.end(node, "Slice", inputs);
            }
            case ChannelMove op -> throw unsaid(op);
            case BatchNorm op ->
                graph.end(
                        node,
                        "BatchNormalization",
                        withParameters(node, graph),
                        Attributes.of("epsilon", op.epsilon()));
            case Relu op -> sameRank(node, "Relu", graph);
            case HardSwish op -> {
                List<String> x = images(node, graph);
                AttributeProto slope = Attributes.of("alpha", 1.0 / 6);
                String gate = graph.step(node, "gate", "HardSigmoid", x, slope, Attributes.of("beta", 0.5));
                graph.end(node, "Mul", List.of(x.getFirst(), gate));
            }
            case Clip op -> clip(node, op, graph);
            case HardSigmoid op ->
                sameRank(
                        node,
                        "HardSigmoid",
                        graph,
                        Attributes.of("alpha", op.alpha()),
                        Attributes.of("beta", op.beta()));
            case Sigmoid op -> sameRank(node, "Sigmoid", graph);
            case LeakyRelu op -> sameRank(node, "LeakyRelu", graph, Attributes.of("alpha", op.alpha()));
            case Elementwise op -> throw unsaid(op);
            case PRelu op -> {
                List<String> inputs = images(node, graph);
                inputs.add(graph.parameter(node, "weight", op.input().c(), 1, 1));
                graph.end(node, "PRelu", inputs);
            }
            case Arithmetic op ->
                graph.end(node, op.kind() == Arithmetic.Kind.ADD ? "Add" : "Mul", withParameters(node, graph));
            case AddRelu op -> {
                String sum = graph.step(node, "add", "Add", images(node, graph));
                graph.end(node, "Relu", List.of(sum));
            }
            case Concat op -> graph.end(node, "Concat", images(node, graph), Attributes.of("axis", CHANNELS));
            case AvgPool op -> averagePool(node, op, graph);
            case MaxPool op -> maxPool(node, op, graph);
            case GlobalAvgPool op -> graph.end(node, "GlobalAveragePool", images(node, graph));
            case FullyConnected op -> fullyConnected(node, graph);
            case GeneralConv op -> FrameNodes.convolution(node, op, withParameters(node, graph), graph);
            case GeneralPool op -> FrameNodes.pool(node, op, images(node, graph).getFirst(), graph);
            case Reshape op -> MoveNodes.reshape(node, op, graph);
            case Transpose op -> MoveNodes.transpose(node, op, graph);
            case Pad op -> MoveNodes.pad(node, op, graph);
            case StridedSlice op -> MoveNodes.slice(node, op, graph);
            case LocalResponseNorm op -> responseNorm(node, op, graph);
            case Softmax op ->
                sameRank(node, op.log() ? "LogSoftmax" : "Softmax", graph, Attributes.of("axis", CHANNELS));
        }
    }

    private static IllegalArgumentException unsaid(Operator operator) {
        return new IllegalArgumentException("operator " + operator.type() + " has no form in ONNX here");
    }

    private static void convolution(Node node, Window window, int groups, GraphWriter graph) {
        List<AttributeProto> attributes = window(window, window.padding(), window.padding());
        attributes.add(Attributes.of("group", groups));
        graph.end(node, "Conv", withParameters(node, graph), attributes.toArray(AttributeProto[]::new));
    }

    /** Channels as a groups x n matrix, transposed: 0 in ONNX's shapes is the extent of the input. */
    private static void shuffle(Node node, ChannelShuffle op, GraphWriter graph) {
        Shape shape = op.input();
        int perGroup = shape.c() / op.groups();
        String matrix = graph.step(
                node,
                "split",
                "Reshape",
                List.of(
                        images(node, graph).getFirst(),
                        graph.constant(node, "split.shape", 0, op.groups(), perGroup, shape.h(), shape.w())));
        String transposed =
                graph.step(node, "transpose", "Transpose", List.of(matrix), Attributes.list("perm", 0, 2, 1, 3, 4));
        graph.end(
                node,
                "Reshape",
                List.of(transposed, graph.constant(node, "shape", 0, shape.c(), shape.h(), shape.w())));
    }

    private static void averagePool(Node node, AvgPool op, GraphWriter graph) {
        Window window = op.window();
        List<AttributeProto> attributes = window(window, window.padding(), window.padding());
        attributes.add(Attributes.of("count_include_pad", 1));
        graph.end(node, "AveragePool", images(node, graph), attributes.toArray(AttributeProto[]::new));
    }

    /**
     * Rounding up is written as the padding behind that the last window needs: engines differ in what they round up.
     */
    private static void maxPool(Node node, MaxPool op, GraphWriter graph) {
        Window window = op.window();
        Shape in = op.input();
        Shape out = op.output();
        List<AttributeProto> attributes = op.roundUp()
                ? window(
                        window,
                        paddingBehind(window, window.kernelHeight(), in.h(), out.h()),
                        paddingBehind(window, window.kernelWidth(), in.w(), out.w()))
                : window(window, window.padding(), window.padding());
        graph.end(node, "MaxPool", images(node, graph), attributes.toArray(AttributeProto[]::new));
    }

    private static int paddingBehind(Window window, int kernel, int size, int positions) {
        return Math.max((positions - 1) * window.stride() + kernel - size - window.padding(), 0);
    }

    private static void fullyConnected(Node node, GraphWriter graph) {
        String input = node.inputs().getFirst();
        String features = graph.isFlat(input)
                ? graph.valueName(input)
                : graph.step(
                        node, "flatten", "Flatten", List.of(graph.valueName(input)), Attributes.of("axis", CHANNELS));
        List<String> inputs = new ArrayList<>(List.of(features));
        inputs.addAll(graph.parameters(node));
        graph.end(node, "Gemm", inputs, Attributes.of("transB", 1));
        graph.markFlat(node);
    }

    private static void responseNorm(Node node, LocalResponseNorm op, GraphWriter graph) {
        if (op.size() % 2 == 0) {
            throw new IllegalArgumentException("local_response_norm: size is " + op.size()
                    + ", and ONNX's neighbourhoods of an even size lie one channel further up than these");
        }
        graph.end(
                node,
                "LRN",
                images(node, graph),
                Attributes.of("size", op.size()),
                Attributes.of("alpha", op.alpha()),
                Attributes.of("beta", op.beta()),
                Attributes.of("bias", op.k()));
    }

    /** A bound that is none is infinite, not left out: ONNX Runtime then takes the largest finite number. */
    private static void clip(Node node, Clip op, GraphWriter graph) {
        List<String> bounds = List.of(graph.scalar(node, "min", op.low()), graph.scalar(node, "max", op.high()));
        sameRank(node, "Clip", bounds, graph);
    }

    private static void sameRank(Node node, String type, GraphWriter graph, AttributeProto... attributes) {
        sameRank(node, type, List.of(), graph, attributes);
    }

    /** A node whose first input is N x C x H x W or N x C, as is then its value. */
    private static void sameRank(
            Node node, String type, List<String> more, GraphWriter graph, AttributeProto... attributes) {
        String input = node.inputs().getFirst();
        List<String> inputs = new ArrayList<>(List.of(graph.valueName(input)));
        inputs.addAll(more);
        graph.end(node, type, inputs, attributes);
        if (graph.isFlat(input)) {
            graph.markFlat(node);
        }
    }

    /** Names of the node's operands as N x C x H x W. */
    private static List<String> images(Node node, GraphWriter graph) {
        List<String> images = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            String name = node.inputs().get(i);
            Shape shape = node.operator().inputs().get(i);
            images.add(
                    graph.isFlat(name)
                            ? graph.step(
                                    node,
                                    "image" + i,
                                    "Reshape",
                                    List.of(
                                            graph.valueName(name),
                                            graph.constant(node, "image" + i + ".shape", 0, shape.c(), 1, 1)))
                            : graph.valueName(name));
        }
        return images;
    }

    private static List<String> withParameters(Node node, GraphWriter graph) {
        List<String> inputs = new ArrayList<>(images(node, graph));
        inputs.addAll(graph.parameters(node));
        return inputs;
    }

    private static List<AttributeProto> window(Window window, int below, int right) {
        List<AttributeProto> attributes = new ArrayList<>(List.of(
                Attributes.list("kernel_shape", window.kernelHeight(), window.kernelWidth()),
                Attributes.list("strides", window.stride(), window.stride()),
                Attributes.list("pads", window.padding(), window.padding(), below, right)));
        if (window.dilation() != 1) {
            attributes.add(Attributes.list("dilations", window.dilation(), window.dilation()));
        }
        return attributes;
    }
}

package riffle.onnx.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static riffle.onnx.read.ModelWriter.integer;
import static riffle.onnx.read.ModelWriter.ints;
import static riffle.onnx.read.ModelWriter.real;
import static riffle.onnx.read.ModelWriter.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import riffle.execution.PlanKind;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.network.Node;
import riffle.onnx.OnnxModel;
import riffle.onnx.format.AttributeProto;
import riffle.onnx.format.ModelProto;
import riffle.operator.AddRelu;
import riffle.operator.Arithmetic;
import riffle.operator.AvgPool;
import riffle.operator.BatchNorm;
import riffle.operator.ChannelShuffle;
import riffle.operator.Clip;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.FullyConnected;
import riffle.operator.GeneralConv;
import riffle.operator.GeneralPool;
import riffle.operator.GlobalAvgPool;
import riffle.operator.HardSwish;
import riffle.operator.MaxPool;
import riffle.operator.Operator;
import riffle.operator.Pad;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Reshape;
import riffle.operator.Softmax;
import riffle.operator.Transpose;
import riffle.operator.Window;
import riffle.plan.Planner;
import riffle.reference.Reference;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

/** ONNX nodes become the operators that say them. */
final class OnnxNetworkTest {

    private static final Shape INPUT = new Shape(2, 6, 9, 7);

    @ParameterizedTest
    @EnumSource(value = Architecture.class, mode = EnumSource.Mode.EXCLUDE, names = "MODEL")
    void whatIsExportedComesBackAsTheSameNetwork(Architecture family) {
        List<NetworkSpec> specs =
                family.small().isEmpty() ? List.of(NetworkSpec.of(family, family.usualGroups(), 1)) : family.small();
        for (NetworkSpec spec : specs) {
            if (family.hasGroups() && !family.isUnit() && spec.groups() == 1) {
                continue; // a shuffle of one group moves nothing, and comes back as nothing
            }
            Network network = spec.build();
            Weights weights = SeededWeights.draw(network, 7);
            ModelProto model = OnnxModel.of(network, weights);
            byte[] bytes = model.toByteArray();
            OnnxNetwork back = OnnxModels.read(Path.of("model.onnx"), () -> bytes, InputSizes.OPEN, Map.of());
            assertEquals(network.cost(), back.network().cost());
            assertEquals(
                    network.nodes().stream()
                            .map(OnnxNetworkTest::withoutRounding)
                            .toList(),
                    back.network().nodes().stream()
                            .map(OnnxNetworkTest::withoutRounding)
                            .toList());
            for (PlanKind kind : PlanKind.values()) {
                assertEquals(
                        Planner.plan(network, kind).calls(),
                        Planner.plan(back.network(), kind).calls());
            }
            Weights read = back.weights().requireFit(back.network(), "model.onnx");
            weights.tensors()
                    .forEach((name, tensor) -> assertEquals(
                            List.of(tensor.dimensions(), Arrays.hashCode(tensor.data())),
                            List.of(read.tensors().get(name).dimensions(), Arrays.hashCode(read.get(name))),
                            name));
        }
    }

    /** A pool that rounds up and comes to as many windows is written like one that rounds down. */
    private static String withoutRounding(Node node) {
        return node.toString().replace("roundUp=true", "roundUp=false");
    }

    @Test
    void convolutionsAreTheMostParticularOnes() {
        assertInstanceOf(PointwiseConv.class, convolution(new long[] {4, 6, 1, 1}, 1));
        assertInstanceOf(PointwiseConv.class, convolution(new long[] {4, 3, 1, 1}, 2));
        assertInstanceOf(Conv2d.class, convolution(new long[] {4, 6, 1, 1}, 1, ints("strides", 2, 2)));
        assertInstanceOf(DepthwiseConv.class, convolution(new long[] {6, 1, 3, 3}, 6));
        assertInstanceOf(DepthwiseConv.class, convolution(new long[] {6, 1, 3, 3}, 6, ints("dilations", 2, 2)));
        assertInstanceOf(Conv2d.class, convolution(new long[] {12, 1, 3, 3}, 6)); // two outputs a channel
        assertInstanceOf(Conv2d.class, convolution(new long[] {4, 6, 3, 5}, 1, ints("pads", 1, 1, 1, 1)));
        assertInstanceOf(GeneralConv.class, convolution(new long[] {4, 6, 3, 3}, 1, ints("dilations", 2, 2)));
        assertInstanceOf(GeneralConv.class, convolution(new long[] {4, 6, 3, 3}, 1, ints("strides", 1, 2)));
        Conv2d padded = assertInstanceOf(
                Conv2d.class,
                convolution(new long[] {4, 6, 3, 3}, 1, text("auto_pad", "SAME_UPPER"), ints("strides", 2, 2)));
        assertEquals(new Window(3, 3, 2, 1), padded.window());
    }

    @Test
    void paddingOfOneSideIsANodeOfItsOwn() {
        OnnxNetwork read = new ModelWriter(13)
                .input("x", 2, 6, 9, 7)
                .weights("w", 4, 6, 3, 3)
                .node("Conv", "y", List.of("x", "w"), ints("pads", 0, 0, 1, 1), ints("strides", 2, 2))
                .output("y")
                .read();
        List<Node> nodes = read.network().nodes();
        Pad pad = assertInstanceOf(Pad.class, nodes.getFirst().operator());
        assertEquals(new Shape(2, 6, 10, 8), pad.output());
        Conv2d conv = assertInstanceOf(Conv2d.class, nodes.getLast().operator());
        assertEquals(new Window(3, 3, 2, 0), conv.window());
    }

    @Test
    void poolsAreTheMostParticularOnes() {
        var kernel = ints("kernel_shape", 3, 3);
        var two = ints("strides", 2, 2);
        assertEquals(new MaxPool(INPUT, new Window(3, 3, 2, 0), false), one("MaxPool", kernel, two));
        assertEquals(
                new MaxPool(new Shape(2, 6, 9, 8), new Window(3, 3, 2, 0), true),
                one(new long[] {2, 6, 9, 8}, "MaxPool", kernel, two, integer("ceil_mode", 1)));
        assertEquals(
                new MaxPool(new Shape(2, 6, 9, 8), new Window(3, 3, 2, 0), true),
                one(new long[] {2, 6, 9, 8}, "MaxPool", kernel, two, ints("pads", 0, 0, 0, 1)));
        assertInstanceOf(GeneralPool.class, one("MaxPool", kernel, ints("dilations", 2, 2)));
        assertInstanceOf(GeneralPool.class, one("AveragePool", kernel, ints("pads", 1, 1, 1, 1)));
        assertInstanceOf(
                AvgPool.class, one("AveragePool", kernel, ints("pads", 1, 1, 1, 1), integer("count_include_pad", 1)));
        assertInstanceOf(AvgPool.class, one("AveragePool", kernel));
        assertEquals(new GlobalAvgPool(INPUT), one("AveragePool", ints("kernel_shape", 9, 7)));
        assertEquals(new GlobalAvgPool(INPUT), one("ReduceMean", ints("axes", 2, 3)));
        assertEquals(new GlobalAvgPool(INPUT), one("ReduceMean", ints("axes", -1, -2), integer("keepdims", 0)));
    }

    @Test
    void boundsFromZeroUpAreARectifier() {
        assertEquals(new Relu(INPUT), clip(0f, null));
        assertEquals(new Clip(INPUT, 0, 6), clip(0f, 6f));
        assertEquals(new Clip(INPUT, Double.NEGATIVE_INFINITY, 6), clip(null, 6f));
    }

    @Test
    void aShuffleIsRecognisedHoweverItIsWritten() {
        ModelWriter withSqueezes = new ModelWriter(13)
                .input("x", 2, 6, 9, 7)
                .integers("split", 0, 3, 2, 63)
                .integers("axis", 1)
                .integers("first", 1)
                .integers("all", 2, 6, 9, 7)
                .node("Reshape", "a", List.of("x", "split"))
                .node("Unsqueeze", "b", List.of("a", "axis"))
                .node("Transpose", "c", List.of("b"), ints("perm", 0, 1, 3, 2, 4))
                .node("Squeeze", "d", List.of("c", "first"))
                .node("Reshape", "y", List.of("d", "all"))
                .output("y");
        OnnxNetwork read = withSqueezes.read();
        assertEquals(1, read.network().nodes().size());
        assertEquals(
                new ChannelShuffle(INPUT, 3), read.network().nodes().getFirst().operator());
    }

    @Test
    void otherOrdersOfAxesAreTransposed() {
        Operator operator = one("Transpose", ints("perm", 0, 2, 3, 1));
        Transpose transpose = assertInstanceOf(Transpose.class, operator);
        assertEquals(List.of(2, 6, 63), transpose.extents());
        assertEquals(List.of(0, 2, 1), transpose.order());
        assertEquals(new Shape(2, 9, 7, 6), transpose.output());
    }

    @Test
    void additionAndRectifierAreOneOperatorWhereNobodyElseReadsTheSum() {
        ModelWriter model = new ModelWriter(13)
                .input("x", 2, 6, 9, 7)
                .node("Sigmoid", "a", List.of("x"))
                .node("Add", "s", List.of("x", "a"))
                .node("Relu", "y", List.of("s"))
                .output("y");
        assertEquals(
                new AddRelu(INPUT), model.read().network().nodes().getLast().operator());
        OnnxNetwork both = model.output("s").read();
        assertTrue(both.network().nodes().stream().noneMatch(node -> node.operator() instanceof AddRelu));
        assertEquals(2, both.outputs().size());
    }

    @Test
    void aGateTimesItsInputIsHardSwish() {
        OnnxNetwork read = new ModelWriter(13)
                .input("x", 2, 6, 9, 7)
                .node("HardSigmoid", "g", List.of("x"), real("alpha", 1.0 / 6), real("beta", 0.5))
                .node("Mul", "y", List.of("g", "x"))
                .output("y")
                .read();
        assertEquals(
                List.of(new Node("y", new HardSwish(INPUT), List.of("input"))),
                read.network().nodes());
    }

    @Test
    void aMatrixAndABiasBehindItAreOneLayer() {
        OnnxNetwork read = new ModelWriter(13)
                .input("x", 3, 5)
                .weights("w", 5, 4)
                .weights("b", 4)
                .node("MatMul", "p", List.of("x", "w"))
                .node("Add", "y", List.of("b", "p"))
                .output("y")
                .read();
        FullyConnected layer = assertInstanceOf(
                FullyConnected.class, read.network().nodes().getFirst().operator());
        assertEquals(true, layer.bias());
        Tensor output =
                Reference.run(read.network(), read.weights(), List.of(new Tensor(Shape.vector(3, 5), new float[15])));
        float[] bias = read.weights().get("y.bias");
        assertEquals(bias[3], output.get(2, 3, 0, 0));
    }

    @Test
    void severalOutputsAreJoinedAndTakenApart() {
        OnnxNetwork read = new ModelWriter(13)
                .input("x", 1, 4, 1, 2)
                .node("Split", List.of("a", "b"), List.of("x"), integer("axis", 1))
                .node("Relu", "c", List.of("b"))
                .output("c")
                .output("a")
                .output("x")
                .read();
        Tensor input = new Tensor(new Shape(1, 4, 1, 2), new float[] {1, 2, 3, 4, -5, 6, 7, -8});
        Tensor output = Reference.run(read.network(), read.weights(), List.of(input));
        var parts = read.split(output.data());
        assertEquals(List.of("c", "a", "x"), List.copyOf(parts.keySet()));
        assertEquals(List.of(1, 2, 1, 2), parts.get("c").dimensions());
        assertArrayEquals(new float[] {0, 6, 7, 0}, parts.get("c").data());
        assertArrayEquals(new float[] {1, 2, 3, 4}, parts.get("a").data());
        assertArrayEquals(input.data(), parts.get("x").data());
    }

    @Test
    void aSharedWeightIsOneOfBothNodes() {
        OnnxNetwork read = new ModelWriter(13)
                .input("x", 1, 4, 5, 5)
                .weights("w", 4, 4, 1, 1)
                .node("Conv", "a", List.of("x", "w"))
                .node("Conv", "y", List.of("a", "w"))
                .output("y")
                .read();
        assertEquals(
                read.weights().tensors().get("a.weight").dimensions(),
                read.weights().tensors().get("y.weight").dimensions());
        assertEquals(2, read.network().parameters().size());
    }

    @Test
    void openExtentsAreWhatIsAskedFor() {
        ModelWriter model = new ModelWriter(13)
                .input("x", -1, 3, -1, -1)
                .node("Relu", "y", List.of("x"))
                .output("y");
        assertEquals(
                new Shape(2, 3, 8, 9),
                model.read(InputSizes.of(2, 8, 9)).network().input());
        assertEquals(
                new Shape(1, 3, 8, 9),
                model.read(new InputSizes(OptionalInt.empty(), OptionalInt.of(8), OptionalInt.of(9)))
                        .network()
                        .input());
    }

    @Test
    void arithmeticOnShapesIsFolded() {
        OnnxNetwork read = new ModelWriter(13)
                .input("x", 2, 6, 9, 7)
                .integers("zero", 0)
                .integers("minus", -1)
                .node("Shape", "s", List.of("x"))
                .node("Gather", "n", List.of("s", "zero"))
                .node("Concat", "shape", List.of("n", "minus"), integer("axis", 0))
                .node("Reshape", "y", List.of("x", "shape"))
                .output("y")
                .read();
        assertEquals(List.of(2, 378), read.outputs().getFirst().dims());
        assertInstanceOf(Reshape.class, read.network().nodes().getFirst().operator());
    }

    @Test
    void epsilonIsTheNumberThatPeopleWrite() {
        OnnxNetwork read = new ModelWriter(13)
                .input("x", 2, 6, 9, 7)
                .weights("p", 6)
                .node("BatchNormalization", "y", List.of("x", "p", "p", "p", "p"), real("epsilon", 1e-3))
                .output("y")
                .read();
        assertEquals(
                new BatchNorm(INPUT, 1e-3), read.network().nodes().getFirst().operator());
    }

    @Test
    void aGateOfChannelsIsBroadcast() {
        OnnxNetwork read = new ModelWriter(13)
                .input("x", 2, 6, 9, 7)
                .node("GlobalAveragePool", "g", List.of("x"))
                .node("Mul", "y", List.of("x", "g"))
                .output("y")
                .read();
        assertEquals(
                new Arithmetic(Arithmetic.Kind.MULTIPLY, INPUT, Shape.vector(2, 6), false),
                read.network().nodes().getLast().operator());
        assertEquals(Optional.empty(), read.network().note());
    }

    /** Before operator set 13 softmax is along all axes from one on, which may be counted from behind. */
    @Test
    void oldSoftmaxesCountAxesFromBehind() {
        for (int operatorSet : new int[] {11, 13}) {
            OnnxNetwork read = new ModelWriter(operatorSet)
                    .input("x", 4, 5)
                    .node("Softmax", "y", List.of("x"), integer("axis", -1))
                    .output("y")
                    .read();
            assertEquals(
                    new Softmax(Shape.vector(4, 5), false),
                    read.network().nodes().getFirst().operator());
        }
    }

    @Test
    void laterInputsHaveTheBatchOfTheFirst() {
        OnnxNetwork read = new ModelWriter(13)
                .input("x", 4, 3)
                .input("z", -1, 3)
                .node("Add", "y", List.of("x", "z"))
                .output("y")
                .read();
        assertEquals(
                List.of(Shape.vector(4, 3), Shape.vector(4, 3)), read.network().inputs());
    }

    @Test
    void axesOfOneAreNoneToBroadcastAlong() {
        OnnxNetwork read = new ModelWriter(13)
                .input("x", 2, 1, 3, 1, 4, 1)
                .input("z", 2, 1, 3, 1, 1, 1)
                .node("Add", "y", List.of("x", "z"))
                .output("y")
                .read();
        assertEquals(List.of(2, 1, 3, 1, 4, 1), read.outputs().getFirst().dims());
    }

    private static Operator convolution(long[] filter, long groups, AttributeProto... more) {
        var attributes = new ArrayList<>(List.of(more));
        attributes.add(integer("group", groups));
        return new ModelWriter(13)
                .input("x", 2, 6, 9, 7)
                .weights("w", filter)
                .node("Conv", "y", List.of("x", "w"), attributes.toArray(AttributeProto[]::new))
                .output("y")
                .read()
                .network()
                .nodes()
                .getLast()
                .operator();
    }

    private static Operator one(String type, AttributeProto... attributes) {
        return one(new long[] {2, 6, 9, 7}, type, attributes);
    }

    private static Operator one(long[] input, String type, AttributeProto... attributes) {
        Network network = new ModelWriter(13)
                .input("x", input)
                .node(type, "y", List.of("x"), attributes)
                .output("y")
                .read()
                .network();
        assertEquals(1, network.nodes().size());
        return network.nodes().getFirst().operator();
    }

    private static Operator clip(Float low, Float high) {
        ModelWriter model = new ModelWriter(13).input("x", 2, 6, 9, 7);
        if (low != null) {
            model.numbers("low", new float[] {low});
        }
        if (high != null) {
            model.numbers("high", new float[] {high});
        }
        return model.node("Clip", "y", List.of("x", low == null ? "" : "low", high == null ? "" : "high"))
                .output("y")
                .read()
                .network()
                .nodes()
                .getFirst()
                .operator();
    }
}

package riffle.onnx.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static riffle.onnx.read.ModelWriter.integer;
import static riffle.onnx.read.ModelWriter.ints;
import static riffle.onnx.read.ModelWriter.real;

import java.nio.file.Path;
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
import riffle.onnx.format.ModelProto;
import riffle.operator.AddRelu;
import riffle.operator.Arithmetic;
import riffle.operator.BatchNorm;
import riffle.operator.ChannelShuffle;
import riffle.operator.FullyConnected;
import riffle.operator.HardSwish;
import riffle.operator.Operator;
import riffle.operator.Reshape;
import riffle.operator.Softmax;
import riffle.operator.Transpose;
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
        Operator operator = ParticularOperatorsTest.one("Transpose", ints("perm", 0, 2, 3, 1));
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
}

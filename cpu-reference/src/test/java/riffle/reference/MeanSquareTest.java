package riffle.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import riffle.network.Network;
import riffle.network.Node;
import riffle.operator.AddRelu;
import riffle.operator.AvgPool;
import riffle.operator.BatchNorm;
import riffle.operator.ChannelShuffle;
import riffle.operator.Concat;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.FullyConnected;
import riffle.operator.GlobalAvgPool;
import riffle.operator.HardSwish;
import riffle.operator.LocalResponseNorm;
import riffle.operator.MaxPool;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Slice;
import riffle.operator.Weighted;
import riffle.operator.Window;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.SeededWeights;

/**
 * The mean square that each operator expects of its output is the one that its reference gives, for values of the kind
 * that the operator's comment speaks of. Softmax is left out: nothing follows whose scale could depend on it.
 */
class MeanSquareTest {

    private static final Shape IN = new Shape(1, 64, 24, 24);
    private static final int PLANE = 24 * 24;

    private final Random random = new Random(5);

    private double normal(double meanSquare) {
        return Math.sqrt(meanSquare) * random.nextGaussian();
    }

    private Tensor draw(Shape shape, DoubleSupplier value) {
        float[] data = new float[shape.elements()];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) value.getAsDouble();
        }
        return new Tensor(shape, data);
    }

    /** Rectified values, the same in all of a channel. */
    private Tensor flat() {
        Tensor tensor = Tensor.zeros(IN);
        for (int channel = 0; channel < IN.c(); channel++) {
            float value = (float) Math.max(normal(2), 0);
            Arrays.fill(tensor.data(), channel * PLANE, (channel + 1) * PLANE, value);
        }
        return tensor;
    }

    private static double meanSquare(Tensor tensor) {
        return IntStream.range(0, tensor.data().length)
                .mapToDouble(i -> (double) tensor.data()[i] * tensor.data()[i])
                .average()
                .orElseThrow();
    }

    /** What the reference gives is what the operator expects, but for this part of it. */
    private static void expects(double part, Operator operator, List<float[]> parameters, Tensor... in) {
        double given = meanSquare(Reference.apply(operator, List.of(in), parameters));
        double expected = operator.meanSquare(
                Arrays.stream(in).map(MeanSquareTest::meanSquare).toList());
        assertEquals(given, expected, part * given, operator.type());
    }

    @Test
    void whatOnlyMovesKeepsIt() {
        Tensor in = draw(IN, () -> normal(3));
        expects(1e-9, new ChannelShuffle(IN, 4), List.of(), in);
        expects(0.05, new Slice(IN, 16, 32), List.of(), in);
        Shape few = IN.withChannels(16);
        expects(1e-9, new Concat(IN, few), List.of(), in, draw(few, () -> normal(20)));
    }

    @Test
    void aNeutralNormalisationKeepsIt() {
        float[] ones = new float[IN.c()];
        Arrays.fill(ones, 1);
        List<float[]> neutral = List.of(ones, new float[IN.c()], new float[IN.c()], ones);
        expects(1e-6, new BatchNorm(IN, 0), neutral, draw(IN, () -> normal(3)));
    }

    @Test
    void aResponseNormDividesByThePowerOfItsConstant() {
        expects(1e-6, new LocalResponseNorm(IN, 5, 0, 0.75, 2), List.of(), draw(IN, () -> normal(3)));
    }

    @Test
    void activationsOfNormalValues() {
        expects(0.05, new Relu(IN), List.of(), draw(IN, () -> normal(3)));
        expects(0.05, new HardSwish(IN), List.of(), draw(IN, () -> normal(0.5)));
    }

    /** A shortcut that is mostly larger than the branch; the rectifier takes less than a tenth of the sum. */
    @Test
    void aRectifiedSumKeepsBothParts() {
        expects(0.1, new AddRelu(IN), List.of(), draw(IN, () -> Math.max(normal(4), 0)), draw(IN, () -> normal(0.5)));
    }

    @Test
    void averagesOfLikeValuesKeepIt() {
        expects(1e-6, new AvgPool(IN, Window.square(3, 2, 0)), List.of(), flat());
        expects(1e-6, new GlobalAvgPool(IN), List.of(), flat());
    }

    /** Rectified values, three fifths of whose variance they share with all others of their window. */
    @Test
    void theLargestOfAWindowHasAboutThreeTimesIt() {
        Tensor in = Tensor.zeros(IN);
        for (int window = 0; window < IN.elements() / 9; window++) {
            double shared = normal(0.6);
            int across = IN.w() / 3;
            int corner = window / across * 3 * IN.w() + window % across * 3;
            for (int i = 0; i < 9; i++) {
                in.data()[corner + i / 3 * IN.w() + i % 3] = (float) Math.max(shared + normal(0.4), 0);
            }
        }
        expects(0.15, new MaxPool(IN, Window.square(3, 3, 0), false), List.of(), in);
    }

    static List<Weighted> weighted() {
        return List.of(
                new Conv2d(IN, 256, Window.square(3, 2, 0), 4, true),
                new PointwiseConv(IN, 512, 2, true),
                new DepthwiseConv(IN.withChannels(512), Window.square(3, 1, 0), true),
                new FullyConnected(Shape.vector(16, 64), 512, true));
    }

    /** Drawn weights give an output of mean square 1, whatever that of their input; the biases add a little. */
    @ParameterizedTest
    @MethodSource("weighted")
    void weightsAreOfAScaleThatGivesOne(Operator operator) {
        Shape in = operator.inputs().getFirst();
        Node relu = new Node("relu", new Relu(in), List.of(Network.INPUT));
        Node last = new Node("last", operator, List.of("relu"));
        Network network = new Network("test", List.of(in), List.of(relu, last), Optional.empty());
        Tensor output = Reference.run(network, SeededWeights.draw(network, 3), List.of(draw(in, () -> normal(1))));
        assertEquals(meanSquare(output), operator.meanSquare(List.of(0.5)), 0.15, operator.type());
    }
}

package riffle.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static riffle.reference.Applied.apply;
import static riffle.reference.Applied.applyToTwo;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import riffle.operator.AddRelu;
import riffle.operator.Arithmetic;
import riffle.operator.AvgPool;
import riffle.operator.BatchNorm;
import riffle.operator.ChannelShuffle;
import riffle.operator.Clip;
import riffle.operator.Concat;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.FullyConnected;
import riffle.operator.GlobalAvgPool;
import riffle.operator.HardSigmoid;
import riffle.operator.LeakyRelu;
import riffle.operator.LocalResponseNorm;
import riffle.operator.MaxPool;
import riffle.operator.Operator;
import riffle.operator.PRelu;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Sigmoid;
import riffle.operator.Softmax;
import riffle.operator.Window;
import riffle.tensor.Shape;

/**
 * NaN and infinities as the definitions have them, and PyTorch: what touches NaN is NaN, infinities follow arithmetic.
 */
class NonFiniteTest {

    private static final float NAN = Float.NaN;
    private static final float INF = Float.POSITIVE_INFINITY;
    private static final float DELTA = 1e-6f;

    private static float[] of(float... values) {
        return values;
    }

    @Test
    void reluOfNanIsNan() {
        assertArrayEquals(of(NAN, INF, 0, 1), apply(new Relu(Shape.vector(1, 4)), of(NAN, INF, -INF, 1)));
    }

    @Test
    void addReluOfOppositeInfinitiesIsNan() {
        assertArrayEquals(
                of(NAN, NAN, NAN, INF, 0),
                applyToTwo(new AddRelu(Shape.vector(1, 5)), of(NAN, -1, INF, INF, -INF), of(-1, NAN, -INF, -1, 1)));
    }

    @Test
    void activationsKeepNanAndTakeInfinitiesToTheirEnds() {
        Shape shape = Shape.vector(1, 3);
        float[] odd = of(NAN, INF, -INF);
        assertArrayEquals(of(NAN, 6, 0), apply(new Clip(shape, 0, 6), odd));
        assertArrayEquals(of(NAN, INF, 0), apply(new Clip(shape, 0, INF), odd));
        assertArrayEquals(of(NAN, INF, -INF), apply(new Clip(shape, -INF, INF), odd));
        assertArrayEquals(of(NAN, 1, 0), apply(new HardSigmoid(shape, 0.2, 0.5), odd));
        assertArrayEquals(of(NAN, NAN, NAN), apply(new HardSigmoid(shape, 0, 0.5), odd));
        assertArrayEquals(of(NAN, 1, 0), apply(new Sigmoid(shape), odd));
        assertArrayEquals(of(NAN, INF, -INF), apply(new LeakyRelu(shape, 0.1), odd));
        assertArrayEquals(of(NAN, INF, NAN), apply(new LeakyRelu(shape, 0), odd));
        assertArrayEquals(of(NAN, INF, NAN), apply(new PRelu(shape), odd, of(NAN, NAN, NAN)));
    }

    @Test
    void productsWithZeroFollowArithmetic() {
        Arithmetic product = Arithmetic.of(Arithmetic.Kind.MULTIPLY, Shape.vector(1, 4));
        assertArrayEquals(of(NAN, NAN, -INF, 0), applyToTwo(product, of(NAN, INF, INF, 0), of(0, 0, -1, 3)));
    }

    @Test
    void aMaximumWithNanIsNanWhereverItStands() {
        MaxPool pool = new MaxPool(new Shape(1, 1, 1, 7), new Window(1, 3, 1, 0), false);
        assertArrayEquals(of(NAN, NAN, NAN, INF, INF), apply(pool, of(2, 1, NAN, -INF, 3, INF, 4)));
    }

    /** Padding is no element, and minus infinity is as good as any. */
    @Test
    void aMaximumOfMinusInfinitiesIsMinusInfinity() {
        MaxPool pool = new MaxPool(new Shape(1, 2, 2, 2), Window.square(3, 2, 1), false);
        assertArrayEquals(of(-INF, 1), apply(pool, of(-INF, -INF, -INF, -INF, -INF, 1, -INF, -INF)));
    }

    @Test
    void averagesFollowArithmetic() {
        AvgPool pool = new AvgPool(new Shape(1, 1, 1, 6), new Window(1, 2, 1, 0));
        assertArrayEquals(of(NAN, NAN, -INF, NAN, INF), apply(pool, of(1, NAN, -INF, -INF, INF, 2)));
        GlobalAvgPool global = new GlobalAvgPool(new Shape(1, 4, 1, 2));
        assertArrayEquals(of(NAN, INF, NAN, 1.5f), apply(global, of(NAN, 1, INF, 1, INF, -INF, 1, 2)));
    }

    static Stream<Operator> sums() {
        return Stream.of(
                new Conv2d(new Shape(1, 3, 1, 1), 1, Window.square(1, 1, 0), 1, true),
                new PointwiseConv(new Shape(1, 3, 1, 1), 1, 1, true),
                new DepthwiseConv(new Shape(1, 1, 1, 3), new Window(1, 3, 1, 0), true),
                new FullyConnected(Shape.vector(1, 3), 1, true));
    }

    /** Products of three values with the weights 1, -2 and 0, and a bias of 1. */
    @ParameterizedTest
    @MethodSource("sums")
    void sumsFollowArithmetic(Operator operator) {
        float[] weight = of(1, -2, 0);
        float[] bias = of(1);
        assertArrayEquals(of(-2), apply(operator, of(1, 2, 3), weight, bias));
        assertArrayEquals(of(NAN), apply(operator, of(1, NAN, 3), weight, bias));
        assertArrayEquals(of(NAN), apply(operator, of(1, 2, NAN), weight, bias), "nought times NaN");
        assertArrayEquals(of(NAN), apply(operator, of(1, 2, INF), weight, bias), "nought times infinity");
        assertArrayEquals(of(-INF), apply(operator, of(1, INF, 3), weight, bias));
        assertArrayEquals(of(INF), apply(operator, of(INF, -INF, 3), weight, bias));
        assertArrayEquals(of(NAN), apply(operator, of(INF, INF, 3), weight, bias));
        assertArrayEquals(of(NAN), apply(operator, of(1, 2, 3), weight, of(NAN)));
    }

    static Stream<Operator> windows() {
        Shape shape = new Shape(1, 2, 1, 4);
        return Stream.of(
                new Conv2d(shape, 2, Window.square(3, 1, 1), 2, false),
                new DepthwiseConv(shape, Window.square(3, 1, 1), false));
    }

    /** Padding adds nothing, and what lies outside a window or in another channel is not there. */
    @ParameterizedTest
    @MethodSource("windows")
    void onlyWhatIsInTheWindowCounts(Operator operator) {
        float[] ones = of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        assertArrayEquals(of(2, 3, NAN, NAN, -INF, -INF, 3, 2), apply(operator, of(1, 1, 1, NAN, -INF, 1, 1, 1), ones));
    }

    @Test
    void groupsAndImagesKeepTheirOwn() {
        PointwiseConv conv = new PointwiseConv(new Shape(2, 2, 1, 1), 2, 2, false);
        assertArrayEquals(of(NAN, 1, 2, INF), apply(conv, of(NAN, 1, 2, INF), of(1, 1)));
        FullyConnected linear = new FullyConnected(Shape.vector(2, 2), 1, false);
        assertArrayEquals(of(NAN, 3), apply(linear, of(NAN, 1, 1, 2), of(1, 1)));
    }

    @Test
    void normalisationsFollowArithmetic() {
        BatchNorm norm = new BatchNorm(new Shape(1, 3, 1, 2), 0);
        float[] output = apply(norm, of(NAN, 1, INF, 1, INF, 1), of(1, -1, 0), of(0, 0, 5), of(0, 0, 0), of(1, 1, 1));
        assertArrayEquals(of(NAN, 1, -INF, -1, NAN, 5), output);
    }

    /** An infinity over a power of itself is NaN; what stands beside it is divided by infinity. */
    @Test
    void responseNormalisationReachesItsNeighbours() {
        LocalResponseNorm norm = new LocalResponseNorm(Shape.vector(3, 4), 3, 3, 1, 0);
        float[] output = apply(norm, of(INF, 1, 2, 2, NAN, 1, 2, 2, -INF, -1, 2, 2));
        float third = 2 / 9f;
        float fourth = 2 / 8f;
        assertArrayEquals(of(NAN, 0, third, fourth, NAN, NAN, third, fourth, NAN, -0f, third, fourth), output, DELTA);
    }

    @Test
    void shufflesAndConcatenationsMoveThem() {
        ChannelShuffle shuffle = new ChannelShuffle(new Shape(1, 4, 1, 1), 2);
        assertArrayEquals(of(NAN, -INF, INF, 1), apply(shuffle, of(NAN, INF, -INF, 1)));
        Concat concat = new Concat(Shape.vector(1, 2), Shape.vector(1, 2));
        assertArrayEquals(of(NAN, 1, INF, -INF), applyToTwo(concat, of(NAN, 1), of(INF, -INF)));
    }

    @Test
    void softmaxKnowsNoLargerThanInfinity() {
        Softmax softmax = new Softmax(Shape.vector(5, 3), false);
        Softmax logarithm = new Softmax(Shape.vector(5, 3), true);
        float[] input = of(NAN, 1, 2, INF, 1, 2, -INF, 1, 1, -INF, -INF, -INF, 1, 1, 1);
        float third = 1 / 3f;
        assertArrayEquals(
                of(NAN, NAN, NAN, NAN, NAN, NAN, 0, 0.5f, 0.5f, NAN, NAN, NAN, third, third, third),
                apply(softmax, input),
                DELTA);
        float half = (float) -Math.log(2);
        float thirds = (float) -Math.log(3);
        assertArrayEquals(
                of(NAN, NAN, NAN, NAN, NAN, NAN, -INF, half, half, NAN, NAN, NAN, thirds, thirds, thirds),
                apply(logarithm, input),
                DELTA);
    }
}

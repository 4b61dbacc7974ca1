package riffle.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static riffle.reference.Applied.apply;
import static riffle.reference.Applied.applyToTwo;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import riffle.operator.AddRelu;
import riffle.operator.Arithmetic;
import riffle.operator.Arithmetic.Kind;
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
import riffle.operator.HardSwish;
import riffle.operator.LeakyRelu;
import riffle.operator.LocalResponseNorm;
import riffle.operator.MaxPool;
import riffle.operator.PRelu;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Sigmoid;
import riffle.operator.Slice;
import riffle.operator.Softmax;
import riffle.operator.Window;
import riffle.tensor.Shape;

/** Results small enough to work out on paper. */
class HandComputedTest {

    private static final float DELTA = 1e-6f;

    private static float[] values(double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    @Test
    void convolutionWithStridePaddingAndBias() {
        Conv2d conv = new Conv2d(new Shape(1, 1, 2, 3), 1, Window.square(3, 2, 1), 1, true);
        float[] counting = values(1, 2, 3, 4, 5, 6, 7, 8, 9);
        // Left window sees columns 0 and 1, right window columns 1 and 2, both in rows 1 and 2 of the kernel.
        double left = 1 * 5 + 2 * 6 + 4 * 8 + 5 * 9 + 0.5;
        double right = 2 * 4 + 3 * 5 + 5 * 7 + 6 * 8 + 0.5;
        assertArrayEquals(values(left, right), apply(conv, counting(6), counting, values(0.5)), DELTA);
    }

    private static float[] counting(int n) {
        float[] data = new float[n];
        for (int i = 0; i < n; i++) {
            data[i] = i + 1;
        }
        return data;
    }

    @Test
    void convolutionKeepsGroupsApart() {
        Conv2d conv = new Conv2d(new Shape(1, 4, 1, 1), 2, Window.square(1, 1, 0), 2, false);
        assertArrayEquals(
                values(1 * 1 + 2 * 10, 3 * 100 + 4 * 1000), apply(conv, counting(4), values(1, 10, 100, 1000)));
    }

    @Test
    void pointwiseKeepsGroupsAndImagesApart() {
        PointwiseConv conv = new PointwiseConv(new Shape(2, 2, 1, 1), 4, 2, true);
        float[] output = apply(conv, values(1, 2, 3, 4), values(1, 10, 100, 1000), values(0, 1, 2, 3));
        assertArrayEquals(values(1, 11, 202, 2003, 3, 31, 402, 4003), output);
    }

    @Test
    void depthwiseAtOnePixelSeesItsCentreOnly() {
        DepthwiseConv conv = new DepthwiseConv(new Shape(1, 2, 1, 1), Window.square(3, 1, 1), false);
        assertArrayEquals(values(5 * 2, 14 * 3), apply(conv, values(2, 3), counting(18)));
    }

    @Test
    void shuffleTransposesGroups() {
        ChannelShuffle shuffle = new ChannelShuffle(new Shape(1, 6, 1, 1), 2);
        assertArrayEquals(values(1, 4, 2, 5, 3, 6), apply(shuffle, counting(6)));
    }

    @Test
    void batchNormUsesEachChannelsOwnStatistics() {
        BatchNorm norm = new BatchNorm(new Shape(1, 2, 1, 2), 0.25);
        float[] output = apply(norm, values(1, 3, 5, 7), values(2, 1), values(10, 0), values(1, 6), values(3.75, 0.75));
        assertArrayEquals(values(10, 12, -1, 1), output, DELTA);
    }

    @Test
    void reluKeepsPositiveValues() {
        assertArrayEquals(values(0, 0, 2), apply(new Relu(Shape.vector(1, 3)), values(-1, 0, 2)));
    }

    @Test
    void hardSwishIsZeroBelowMinusThreeAndTheValueItselfAboveThree() {
        assertArrayEquals(
                values(0, 0, -1 / 3f, 0, 2 / 3f, 3, 4),
                apply(new HardSwish(Shape.vector(1, 7)), values(-4, -3, -1, 0, 1, 3, 4)),
                DELTA);
    }

    @Test
    void clipsHoldValuesBetweenTheirBounds() {
        Shape shape = Shape.vector(1, 4);
        assertArrayEquals(values(0, 0.5, 6, 6), apply(new Clip(shape, 0, 6), values(-1, 0.5, 6, 7)));
        Clip below = new Clip(shape, Double.NEGATIVE_INFINITY, 2);
        assertArrayEquals(values(-1000, 0.5, 2, 2), apply(below, values(-1000, 0.5, 2, 7)));
    }

    @Test
    void hardSigmoidIsALineFromZeroToOne() {
        assertArrayEquals(
                values(0, 0, 0.25, 0.5, 0.75, 1, 1),
                apply(new HardSigmoid(Shape.vector(1, 7), 0.25, 0.5), values(-3, -2, -1, 0, 1, 2, 3)));
    }

    @Test
    void sigmoidIsAHalfAtZeroAndEvenAroundIt() {
        float[] output = apply(new Sigmoid(Shape.vector(1, 3)), values(0, Math.log(3), -Math.log(3)));
        assertArrayEquals(values(0.5, 0.75, 0.25), output, DELTA);
    }

    @Test
    void aLeakyRectifierScalesWhatIsNegative() {
        assertArrayEquals(values(-1, 0, 3), apply(new LeakyRelu(Shape.vector(1, 3), 0.25), values(-4, 0, 3)));
        PRelu learned = new PRelu(new Shape(2, 2, 1, 2));
        assertArrayEquals(
                values(-0.5, 1, 4, 2, -1.5, 3, 6, 4),
                apply(learned, values(-1, 1, -2, 2, -3, 3, -3, 4), values(0.5, -2)));
    }

    @Test
    void sumsAndProductsOfOneShape() {
        Shape shape = Shape.vector(1, 3);
        assertArrayEquals(
                values(11, 22, -2), applyToTwo(Arithmetic.of(Kind.ADD, shape), values(1, 2, -3), values(10, 20, 1)));
        assertArrayEquals(
                values(10, 40, -3),
                applyToTwo(Arithmetic.of(Kind.MULTIPLY, shape), values(1, 2, -3), values(10, 20, 1)));
    }

    /** Two images of two channels of two pixels, and what counts for many of them. */
    @Test
    void anExtentOfOneCountsForEveryPosition() {
        Shape shape = new Shape(2, 2, 1, 2);
        Arithmetic gate = new Arithmetic(Kind.MULTIPLY, shape, new Shape(2, 2, 1, 1), false);
        assertArrayEquals(
                values(10, 20, 300, 400, 5000, 6000, 70000, 80000),
                applyToTwo(gate, counting(8), values(10, 100, 1000, 10000)));
        Arithmetic columns = new Arithmetic(Kind.ADD, new Shape(1, 1, 1, 2), shape, false);
        assertArrayEquals(values(11, 22, 13, 24, 15, 26, 17, 28), applyToTwo(columns, values(10, 20), counting(8)));
        Arithmetic crossed = new Arithmetic(Kind.ADD, new Shape(1, 1, 2, 1), new Shape(1, 1, 1, 3), false);
        assertEquals(new Shape(1, 1, 2, 3), crossed.output());
        assertArrayEquals(values(11, 21, 31, 12, 22, 32), applyToTwo(crossed, values(1, 2), values(10, 20, 30)));
        Arithmetic learned = new Arithmetic(Kind.ADD, shape, new Shape(1, 2, 1, 1), true);
        assertEquals(List.of(shape), learned.inputs());
        assertArrayEquals(values(11, 12, 103, 104, 15, 16, 107, 108), apply(learned, counting(8), values(10, 100)));
    }

    @Test
    void aSliceIsItsChannelsInEachImage() {
        Slice slice = new Slice(new Shape(2, 3, 1, 2), 1, 2);
        assertArrayEquals(
                values(3, 4, 5, 6, 9, 10, 11, 12), apply(slice, values(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)));
        String message = assertThrows(IllegalArgumentException.class, () -> new Slice(slice.input(), 2, 2))
                .getMessage();
        assertTrue(message.contains("channels 2 to 3 are not all among the 3 of the input"), message);
        assertThrows(IllegalArgumentException.class, () -> new Slice(slice.input(), -1, 2));
        assertThrows(IllegalArgumentException.class, () -> new Slice(slice.input(), 0, 0));
    }

    /** Every second element of five in a row, one step apart: 1 + 100 * 3 + 10000 * 5, and zeros beyond the ends. */
    @Test
    void aDilatedWindowLeavesElementsOut() {
        DepthwiseConv conv = new DepthwiseConv(new Shape(1, 1, 1, 5), new Window(1, 3, 1, 2, 2), false);
        assertEquals(new Shape(1, 1, 5, 5), conv.output());
        float[] output = apply(conv, values(1, 2, 3, 4, 5), values(1, 100, 10000));
        float[] middle = Arrays.copyOfRange(output, 10, 15);
        assertArrayEquals(values(30100, 40200, 50301, 402, 503), middle);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new Conv2d(conv.input(), 1, conv.window(), 1, false))
                .getMessage();
        assertTrue(message.contains("dilation is 2, must be 1"), message);
        assertThrows(
                IllegalArgumentException.class,
                () -> new DepthwiseConv(conv.input(), new Window(1, 3, 1, 0, 3), false));
    }

    @Test
    void addReluRectifiesTheSum() {
        assertArrayEquals(values(0, 3), applyToTwo(new AddRelu(Shape.vector(1, 2)), values(1, 1), values(-2, 2)));
    }

    @Test
    void concatJoinsChannelsOfEachImage() {
        Concat concat = new Concat(Shape.vector(2, 1), Shape.vector(2, 2));
        assertArrayEquals(values(1, 3, 4, 2, 5, 6), applyToTwo(concat, values(1, 2), values(3, 4, 5, 6)));
    }

    @Test
    void averageCountsPaddingAsZeros() {
        AvgPool pool = new AvgPool(new Shape(1, 1, 2, 2), Window.square(3, 2, 1));
        assertArrayEquals(values(10 / 9.0), apply(pool, counting(4)), DELTA);
    }

    @Test
    void maximumIgnoresPadding() {
        MaxPool pool = new MaxPool(new Shape(1, 1, 2, 2), Window.square(3, 2, 1), false);
        assertArrayEquals(values(-1), apply(pool, values(-4, -3, -2, -1)));
    }

    @Test
    void maximumRoundedUpHasPartialWindows() {
        MaxPool pool = new MaxPool(new Shape(1, 1, 1, 4), new Window(1, 3, 2, 0), true);
        assertArrayEquals(values(-2, -2), apply(pool, values(-9, -8, -2, -3)));
    }

    @Test
    void globalAverageOfEachChannel() {
        assertArrayEquals(values(2, 5), apply(new GlobalAvgPool(new Shape(1, 2, 1, 3)), counting(6)));
    }

    @Test
    void fullyConnectedFlattensChannelsFirst() {
        FullyConnected linear = new FullyConnected(new Shape(1, 2, 1, 2), 2, true);
        float[] output = apply(linear, counting(4), values(1, 10, 100, 1000, 0, 0, 0, 1), values(0, -4));
        assertArrayEquals(values(4321, 0), output);
    }

    @Test
    void localResponseNormReachesFurtherDownThanUp() {
        LocalResponseNorm norm = new LocalResponseNorm(Shape.vector(1, 3), 2, 2, 1, 0);
        // Size 2: the channel itself and the one before; alpha / size is 1.
        assertArrayEquals(values(1, 2 / 5.0, 3 / 13.0), apply(norm, counting(3)), DELTA);
    }

    @Test
    void softmaxOfLargeValuesStaysFinite() {
        float[] logits = values(1000, 1000, -1000);
        assertArrayEquals(values(0.5, 0.5, 0), apply(new Softmax(Shape.vector(1, 3), false), logits), DELTA);
        double half = -Math.log(2);
        assertArrayEquals(
                values(half, half, -2000 + half), apply(new Softmax(Shape.vector(1, 3), true), logits), 1e-3f);
    }
}

package riffle.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import riffle.operator.Arithmetic.Kind;
import riffle.tensor.Shape;

/** Configurations that do not fit are refused where the record is made; the message names operator, value and rule. */
class OperatorRulesTest {

    private static final Shape IN = new Shape(1, 6, 5, 7);
    private static final Window ONE = Window.square(1, 1, 0);
    private static final int HUGE = 1 << 30;

    private static Arguments refused(Supplier<Object> record, String... mentioned) {
        return arguments(String.join(" ", mentioned), record, mentioned);
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                refused(() -> new Shape(0, 1, 1, 1), "0x1x1x1", "at least 1"),
                refused(() -> new Shape(1, 1, -1, 1), "1x1x-1x1", "at least 1"),
                refused(() -> new Shape(2, HUGE, 1, 1), "2x1073741824x1x1", "elements"),
                refused(() -> new Shape(HUGE, HUGE, HUGE, HUGE), "elements"),
                refused(() -> new Conv2d(IN, 8, ONE, 4, false), "conv2d", "input channels", "6", "multiple", "4"),
                refused(() -> new Conv2d(IN, 8, ONE, 3, false), "conv2d", "output channels", "8", "multiple", "3"),
                refused(() -> new Conv2d(IN, 0, ONE, 1, false), "conv2d", "output channels", "0", "at least 1"),
                refused(() -> new Conv2d(IN, 6, ONE, 0, false), "conv2d", "groups", "0", "at least 1"),
                refused(() -> conv2d(Window.square(8, 1, 0)), "conv2d", "kernel 8x8", "5x7"),
                refused(() -> conv2d(Window.square(8, 1, 1)), "conv2d", "kernel 8x8", "7x9"),
                refused(() -> conv2d(new Window(6, 1, 1, 0)), "conv2d", "kernel 6x1", "5x7"),
                refused(() -> conv2d(new Window(1, 8, 1, 0)), "conv2d", "kernel 1x8", "5x7"),
                refused(() -> conv2d(new Window(0, 1, 1, 0)), "conv2d", "kernel height", "0", "at least 1"),
                refused(() -> conv2d(new Window(1, 0, 1, 0)), "conv2d", "kernel width", "0", "at least 1"),
                refused(() -> conv2d(Window.square(1, 0, 0)), "conv2d", "stride", "0", "at least 1"),
                refused(() -> conv2d(Window.square(1, 1, -1)), "conv2d", "padding", "-1", "at least 0"),
                refused(() -> conv2d(Window.square(1, 1, Integer.MAX_VALUE)), "conv2d", "padding", "overflows"),
                refused(() -> conv2d(Window.square(1, 1, HUGE - 4)), "conv2d", "output", "elements"),
                refused(() -> new Conv2d(IN, HUGE, ONE, 1, false), "conv2d", "weight", "elements"),
                refused(() -> new PointwiseConv(IN, 9, 4, false), "pointwise_conv", "input channels", "6", "4"),
                refused(() -> new PointwiseConv(IN, 8, 3, false), "pointwise_conv", "output channels", "8", "3"),
                refused(() -> new PointwiseConv(IN, 6, -1, false), "pointwise_conv", "groups", "-1", "at least 1"),
                refused(() -> new PointwiseConv(IN, HUGE, 2, false), "pointwise_conv", "elements"),
                refused(() -> new DepthwiseConv(IN, Window.square(9, 2, 1), false), "depthwise_conv", "9x9", "7x9"),
                refused(() -> new DepthwiseConv(IN, Window.square(3, 0, 1), false), "depthwise_conv", "stride", "0"),
                refused(() -> dilated(3, 0), "depthwise_conv", "dilation", "0", "at least 1"),
                refused(() -> dilated(3, 4), "depthwise_conv", "kernel 1x3 with a dilation of 4 is", "5x7"),
                refused(() -> dilated(8, 1), "depthwise_conv", "kernel 1x8 is", "5x7"),
                refused(() -> new ChannelShuffle(IN, 4), "channel_shuffle", "channels", "6", "multiple", "4"),
                refused(() -> new ChannelShuffle(IN, 0), "channel_shuffle", "groups", "0", "at least 1"),
                refused(() -> new BatchNorm(IN, -1e-5), "batch_norm", "epsilon", "-1.0E-5", "at least 0"),
                refused(() -> new BatchNorm(IN, Double.NaN), "batch_norm", "epsilon", "NaN", "finite"),
                refused(() -> new Clip(IN, 1, 0.5), "clip", "bounds are 1.0 and 0.5", "in order"),
                refused(() -> new Clip(IN, Double.NaN, 1), "clip", "bounds are NaN and 1.0", "numbers"),
                refused(() -> new HardSigmoid(IN, Double.NaN, 0), "hard_sigmoid", "NaN and 0.0", "finite"),
                refused(() -> new HardSigmoid(IN, 1, Double.POSITIVE_INFINITY), "hard_sigmoid", "Infinity", "finite"),
                refused(() -> new LeakyRelu(IN, Double.NEGATIVE_INFINITY), "leaky_relu", "alpha", "Infinity", "finite"),
                refused(() -> arithmetic(new Shape(1, 6, 5, 6)), "multiply", "1x6x5x7", "1x6x5x6", "equal or 1"),
                refused(() -> arithmetic(new Shape(1, 3, 5, 7)), "multiply", "1x3x5x7", "equal or 1"),
                refused(() -> new Arithmetic(Kind.ADD, vector(HUGE), new Shape(1, 1, 4, 1), true), "add", "elements"),
                refused(() -> new Concat(IN, new Shape(2, 6, 5, 7)), "concat", "1x6x5x7", "2x6x5x7", "channels only"),
                refused(() -> new Concat(IN, new Shape(1, 6, 5, 6)), "concat", "1x6x5x6", "channels only"),
                refused(() -> new Concat(vector(HUGE), vector(HUGE)), "concat", "1073741824", "overflow"),
                refused(() -> new AvgPool(IN, Window.square(3, 2, 2)), "avg_pool", "padding", "2", "half", "3x3"),
                refused(() -> new AvgPool(IN, new Window(5, 1, 1, 1)), "avg_pool", "padding", "1", "half", "5x1"),
                refused(() -> new AvgPool(IN, Window.square(8, 1, 0)), "avg_pool", "kernel 8x8", "5x7"),
                refused(() -> new MaxPool(IN, Window.square(3, 2, 2), true), "max_pool", "padding", "2", "half"),
                refused(() -> new MaxPool(IN, Window.square(6, 1, 0), true), "max_pool", "kernel 6x6", "5x7"),
                refused(() -> new MaxPool(IN, Window.square(3, -2, 0), false), "max_pool", "stride", "-2"),
                refused(() -> new FullyConnected(IN, 0, true), "linear", "output features", "0", "at least 1"),
                refused(() -> new FullyConnected(vector(1 << 20), 1 << 12, true), "linear", "weight", "elements"),
                refused(() -> new LocalResponseNorm(IN, 0, 1, 1, 1), "local_response_norm", "size", "0"),
                refused(() -> norm(Double.POSITIVE_INFINITY), "local_response_norm", "Infinity", "finite"),
                refused(() -> norm(-1), "local_response_norm", "alpha", "-1", "at least 0"),
                refused(() -> new LocalResponseNorm(IN, 5, 1, 1, -1), "local_response_norm", "k is -1", "at least 0"),
                refused(() -> new Softmax(IN, false), "softmax", "1x6x5x7", "vector"),
                refused(() -> new Softmax(IN, true), "log_softmax", "1x6x5x7", "vector"));
    }

    @Test
    void positionsRoundedUpDoNotOverflow() {
        Shape row = new Shape(1, 1, 1, 2_000_000_000);
        MaxPool pool = new MaxPool(row, new Window(1, 2, 1_900_000_000, 0), true);
        assertEquals(new Shape(1, 1, 1, 2), pool.output()); // a third window would begin beyond the input
    }

    private static Conv2d conv2d(Window window) {
        return new Conv2d(IN, 6, window, 1, false);
    }

    private static DepthwiseConv dilated(int columns, int dilation) {
        return new DepthwiseConv(IN, new Window(1, columns, 1, 0, dilation), false);
    }

    private static Shape vector(int features) {
        return Shape.vector(1, features);
    }

    private static Arithmetic arithmetic(Shape second) {
        return new Arithmetic(Kind.MULTIPLY, IN, second, false);
    }

    private static LocalResponseNorm norm(double alpha) {
        return new LocalResponseNorm(IN, 5, alpha, 0.75, 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void isRefusedWithItsReason(String summary, Supplier<Object> record, String[] mentioned) {
        String message = assertThrows(IllegalArgumentException.class, record::get, summary)
                .getMessage();
        for (String word : mentioned) {
            assertTrue(message.contains(word), () -> "expected '" + word + "' in: " + message);
        }
        assertFalse(message.contains("\n"), message);
    }
}

package riffle.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import riffle.tensor.Shape;

/** What each operator gives, learns and costs, counted by hand for two images of 6 channels of 5x7. */
class OperatorCostsTest {

    private static final Shape IN = new Shape(2, 6, 5, 7);
    private static final int IN_ELEMENTS = 2 * 6 * 5 * 7;
    private static final Window STRIDED = new Window(3, 2, 2, 1);

    /** The same. */
    private static final Frame FRAME = new Frame(3, 2, 2, 2, 1, 1, 1, 1, 1, 1);

    private static final int MOST = Integer.MAX_VALUE;

    static Stream<Arguments> operators() {
        // A window of 3 rows and 2 columns at stride 2 with a border of 1 has 3 x 4 places on 5x7.
        int conv = 2 * 8 * 3 * 4;
        int depthwise = 2 * 6 * 3 * 4;
        return Stream.of(
                arguments(
                        new Conv2d(IN, 8, STRIDED, 2, true),
                        "conv2d",
                        "group conv",
                        new Shape(2, 8, 3, 4),
                        List.of(List.of(8, 3, 3, 2), List.of(8)),
                        conv * 3L * 3 * 2),
                arguments(
                        new Conv2d(IN, 8, STRIDED, 1, false),
                        "conv2d",
                        "dense conv",
                        new Shape(2, 8, 3, 4),
                        List.of(List.of(8, 6, 3, 2)),
                        conv * 6L * 3 * 2),
                arguments(
                        new PointwiseConv(IN, 9, 3, true),
                        "pointwise_conv",
                        "group pointwise",
                        new Shape(2, 9, 5, 7),
                        List.of(List.of(9, 2, 1, 1), List.of(9)),
                        2L * 9 * 5 * 7 * 2),
                arguments(
                        new PointwiseConv(IN, 9, 1, false),
                        "pointwise_conv",
                        "pointwise",
                        new Shape(2, 9, 5, 7),
                        List.of(List.of(9, 6, 1, 1)),
                        2L * 9 * 5 * 7 * 6),
                arguments(
                        new DepthwiseConv(IN, STRIDED, true),
                        "depthwise_conv",
                        "depthwise",
                        new Shape(2, 6, 3, 4),
                        List.of(List.of(6, 1, 3, 2), List.of(6)),
                        depthwise * 3L * 2),
                arguments(
                        new GeneralConv(IN, 8, FRAME, 2, true),
                        "general_conv",
                        "group conv",
                        new Shape(2, 8, 3, 4),
                        List.of(List.of(8, 3, 3, 2), List.of(8)),
                        conv * 3L * 3 * 2),
                arguments(
                        new GeneralPool(IN, FRAME, 3, 4, GeneralPool.Kind.MEAN),
                        "general_pool",
                        "pooling",
                        new Shape(2, 6, 3, 4),
                        List.of(),
                        0L),
                arguments(
                        new Reshape(IN, Shape.vector(2, 210)),
                        "reshape",
                        "reshape",
                        Shape.vector(2, 210),
                        List.of(),
                        0L),
                arguments(
                        new Transpose(IN, new Shape(7, 5, 6, 2), List.of(12, 35), List.of(1, 0)),
                        "transpose",
                        "transpose",
                        new Shape(7, 5, 6, 2),
                        List.of(),
                        0L),
                arguments(
                        new Pad(IN, new Shape(2, 6, 8, 7), List.of(12, 5, 7), List.of(0, 1, 0), List.of(0, 2, 0), 1),
                        "pad",
                        "padding",
                        new Shape(2, 6, 8, 7),
                        List.of(),
                        0L),
                arguments(
                        new StridedSlice(
                                IN,
                                new Shape(2, 3, 5, 7),
                                List.of(12, 35),
                                List.of(11, 0),
                                List.of(-2, 1),
                                List.of(6, 35)),
                        "strided_slice",
                        "slice",
                        new Shape(2, 3, 5, 7),
                        List.of(),
                        0L),
                arguments(
                        new FullyConnected(IN, 10, true),
                        "linear",
                        "fully connected",
                        Shape.vector(2, 10),
                        List.of(List.of(10, 210), List.of(10)),
                        2L * 10 * 210),
                arguments(
                        new FullyConnected(IN, 10, false),
                        "linear",
                        "fully connected",
                        Shape.vector(2, 10),
                        List.of(List.of(10, 210)),
                        2L * 10 * 210),
                arguments(
                        new BatchNorm(IN, 0),
                        "batch_norm",
                        "batch norm",
                        IN,
                        List.of(List.of(6), List.of(6), List.of(6), List.of(6)),
                        0L),
                arguments(new ChannelShuffle(IN, 3), "channel_shuffle", "shuffle", IN, List.of(), 0L),
                arguments(new Slice(IN, 2, 3), "slice", "slice", IN.withChannels(3), List.of(), 0L),
                arguments(new Relu(IN), "relu", "relu", IN, List.of(), 0L),
                arguments(new HardSwish(IN), "hard_swish", "hard swish", IN, List.of(), 0L),
                arguments(new AddRelu(IN), "add_relu", "add", IN, List.of(), 0L),
                arguments(Arithmetic.of(Arithmetic.Kind.ADD, IN), "add", "add", IN, List.of(), 0L),
                arguments(
                        new Arithmetic(Arithmetic.Kind.MULTIPLY, IN, new Shape(1, 6, 1, 1), true),
                        "multiply",
                        "multiply",
                        IN,
                        List.of(List.of(1, 6, 1, 1)),
                        0L),
                arguments(new Clip(IN, 0, 6), "clip", "clip", IN, List.of(), 0L),
                arguments(new HardSigmoid(IN, 0.2, 0.5), "hard_sigmoid", "sigmoid", IN, List.of(), 0L),
                arguments(new Sigmoid(IN), "sigmoid", "sigmoid", IN, List.of(), 0L),
                arguments(new LeakyRelu(IN, 0.1), "leaky_relu", "leaky relu", IN, List.of(), 0L),
                arguments(new PRelu(IN), "prelu", "leaky relu", IN, List.of(List.of(6)), 0L),
                arguments(
                        new Concat(IN, IN.withChannels(4)), "concat", "concat", new Shape(2, 10, 5, 7), List.of(), 0L),
                arguments(new AvgPool(IN, STRIDED), "avg_pool", "pooling", new Shape(2, 6, 3, 4), List.of(), 0L),
                arguments(new MaxPool(IN, STRIDED, false), "max_pool", "pooling", new Shape(2, 6, 3, 4), List.of(), 0L),
                arguments(new GlobalAvgPool(IN), "global_avg_pool", "pooling", Shape.vector(2, 6), List.of(), 0L),
                arguments(
                        new LocalResponseNorm(IN, 5, 0, 1, 0),
                        "local_response_norm",
                        "response norm",
                        IN,
                        List.of(),
                        0L),
                arguments(
                        new Softmax(Shape.vector(2, 210), false),
                        "softmax",
                        "softmax",
                        Shape.vector(2, 210),
                        List.of(),
                        0L),
                arguments(
                        new Softmax(Shape.vector(2, 210), true),
                        "log_softmax",
                        "softmax",
                        Shape.vector(2, 210),
                        List.of(),
                        0L));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operators")
    void countsWhatItGivesLearnsAndCosts(
            Operator operator, String type, String group, Shape output, List<List<Integer>> learned, long macs) {
        assertEquals(type, operator.type());
        assertEquals(group, operator.operatorClass());
        assertEquals(output, operator.output());
        assertEquals(
                learned,
                operator.parameters().stream().map(Parameter::dimensions).toList());
        assertEquals(macs, operator.macs());

        int inputs = switch (operator) {
            case AddRelu add -> 2 * IN_ELEMENTS;
            case Arithmetic arithmetic -> arithmetic.learned() ? IN_ELEMENTS : 2 * IN_ELEMENTS;
            case Concat concat -> IN_ELEMENTS + 2 * 4 * 5 * 7;
            default -> IN_ELEMENTS;
        };
        int parameters = learned.stream()
                .mapToInt(dimensions -> dimensions.stream().reduce(1, (a, b) -> a * b))
                .sum();
        Cost cost = operator.cost();
        assertEquals(new Cost(macs, 4L * (inputs + parameters), 4L * output.elements()), cost);
    }

    @Test
    void parametersAreInTheOrderOfTheFormulas() {
        assertEquals(
                List.of("weight", "bias", "running_mean", "running_var"),
                new BatchNorm(IN, 0).parameters().stream().map(Parameter::name).toList());
        assertEquals(
                List.of("weight", "bias"),
                new Conv2d(IN, 8, STRIDED, 1, true)
                        .parameters().stream().map(Parameter::name).toList());
        assertEquals(
                List.of("weight", "bias"),
                new FullyConnected(IN, 8, true)
                        .parameters().stream().map(Parameter::name).toList());
    }

    @Test
    void aMultiplyAddIsTwoOperationsAndIntensityIsPerByteReadOrWritten() {
        Cost cost = new Cost(12, 6, 2);
        assertEquals(24, cost.flops());
        assertEquals(8, cost.bytes());
        assertEquals(3, cost.intensity());
        assertEquals(new Cost(13, 8, 5), cost.plus(new Cost(1, 2, 3)));
    }

    /** Names of cases contain it: they last only if it does. */
    @Test
    void aWindowSaysItsDilationOnlyWhereItHasOne() {
        assertEquals("Window[kernelHeight=3, kernelWidth=2, stride=2, padding=1]", STRIDED.toString());
        assertEquals(
                "Window[kernelHeight=1, kernelWidth=3, stride=1, padding=2, dilation=2]",
                new Window(1, 3, 1, 2, 2).toString());
    }

    @Test
    void aShuffleIsUndoneByTheOtherFactor() {
        assertEquals(new ChannelShuffle(IN, 2), new ChannelShuffle(IN, 3).inverse());
    }

    @Test
    void aRoundedUpPoolCountsItsPartialWindows() {
        assertEquals(2, roundedUp(4, 3, 2, 0)); // columns 0 to 2, and 2 to 4, of which there is no fourth
        assertEquals(2, roundedUp(5, 3, 2, 0)); // both whole
        assertEquals(5, roundedUp(4, 2, 1, 1)); // the fifth begins on the last column
        assertEquals(3, roundedUp(5, 2, 2, 1)); // the fourth would begin in the border
    }

    private static int roundedUp(int columns, int kernel, int stride, int padding) {
        Shape in = new Shape(1, 1, columns, columns);
        Shape output = new MaxPool(in, Window.square(kernel, stride, padding), true).output();
        assertEquals(output.h(), output.w());
        return output.w();
    }

    /** Each of these lies on the edge of a rule that refuses the next. */
    @Test
    void theLastThatFitsIsTaken() {
        assertEquals(new Shape(1, 1, 4, 4), new AvgPool(new Shape(1, 1, 3, 3), Window.square(2, 1, 1)).output());
        assertEquals(MOST, new FullyConnected(Shape.vector(1, 1), MOST, false).macs());
        assertEquals(
                Shape.vector(1, MOST), new Concat(Shape.vector(1, 1 << 30), Shape.vector(1, (1 << 30) - 1)).output());
        assertEquals(
                new Shape(1, 1, 1, 1),
                new Conv2d(new Shape(1, 1, 1, 1), 1, new Window(1, 1, MOST, (MOST - 1) / 2), 1, false).output());
        int channels = 40_000; // of a filter each; with all channels in every filter they would be too many
        assertEquals(channels, new DepthwiseConv(Shape.vector(1, channels), Window.square(1, 1, 0), false).macs());
    }
}

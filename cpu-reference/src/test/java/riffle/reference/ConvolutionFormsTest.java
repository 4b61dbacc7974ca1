package riffle.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import riffle.cases.Case;
import riffle.cases.Comparison;
import riffle.cases.ShapeTable;
import riffle.network.Network;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;
import riffle.operator.Window;
import riffle.tensor.Tensor;

/** What operators have to do with each other by definition. */
class ConvolutionFormsTest {

    /** Sums in another order, in double: the last bit of the rounded float may differ. */
    private static final double TOLERANCE = 1e-7;

    static List<Case> specialForms() {
        return ofTypes("pointwise_conv", "depthwise_conv").stream()
                .filter(shape ->
                        !(only(shape) instanceof DepthwiseConv op && op.window().dilation() > 1))
                .toList();
    }

    static List<Case> dilatedConvolutions() {
        return ofTypes("depthwise_conv").stream()
                .filter(shape -> ((DepthwiseConv) only(shape)).window().dilation() > 1)
                .toList();
    }

    private static Operator only(Case shape) {
        return shape.network().nodes().getFirst().operator();
    }

    static List<Case> groupedConvolutions() {
        return ofTypes("conv2d");
    }

    static List<Case> shufflesAndTheirInverses() {
        return ofTypes("shuffle_inverse");
    }

    private static List<Case> ofTypes(String... types) {
        List<Case> cases = ShapeTable.all().stream()
                .filter(shape -> Stream.of(types).anyMatch(shape.type()::equals))
                .toList();
        assertTrue(cases.size() >= 3 * types.length, "too few cases");
        return cases;
    }

    @ParameterizedTest
    @MethodSource("specialForms")
    void specialFormEqualsTheGeneralConvolution(Case shape) {
        Operator special = shape.network().nodes().getFirst().operator();
        Network general = Network.of(
                switch (special) {
                    case PointwiseConv op ->
                        new Conv2d(op.input(), op.outChannels(), Window.square(1, 1, 0), op.groups(), op.bias());
                    case DepthwiseConv op ->
                        new Conv2d(
                                op.input(),
                                op.input().c(),
                                op.window(),
                                op.input().c(),
                                op.bias());
                    default -> throw new AssertionError(special);
                });

        Comparison comparison = Comparison.of(shape.oracle(), Reference.run(general, shape.weights(), shape.inputs()));

        assertTrue(comparison.within(TOLERANCE), comparison::toString);
    }

    /** A window that leaves elements out is a larger one with zeros there. */
    @ParameterizedTest
    @MethodSource("dilatedConvolutions")
    void dilatedWindowEqualsOneWithZeros(Case shape) {
        DepthwiseConv op = (DepthwiseConv) only(shape);
        Window window = op.window();
        int step = window.dilation();
        Window larger = new Window(
                (window.kernelHeight() - 1) * step + 1,
                (window.kernelWidth() - 1) * step + 1,
                window.stride(),
                window.padding());
        String node = shape.network().nodes().getFirst().name();
        float[] weight = shape.weights().get(node + ".weight");
        float[] stuffed = new float[op.input().c() * larger.kernelHeight() * larger.kernelWidth()];
        for (int i = 0; i < weight.length; i++) {
            int column = i % window.kernelWidth();
            int row = i / window.kernelWidth() % window.kernelHeight();
            int channel = i / window.kernelWidth() / window.kernelHeight();
            stuffed[(channel * larger.kernelHeight() + row * step) * larger.kernelWidth() + column * step] = weight[i];
        }
        List<float[]> parameters = op.bias() ? List.of(stuffed, shape.weights().get(node + ".bias")) : List.of(stuffed);
        Tensor expected = Reference.apply(new DepthwiseConv(op.input(), larger, op.bias()), shape.inputs(), parameters);

        Comparison comparison = Comparison.of(shape.oracle(), expected);

        assertTrue(comparison.within(TOLERANCE), comparison::toString);
    }

    @ParameterizedTest
    @MethodSource("groupedConvolutions")
    void convolutionIsItsDefinition(Case shape) {
        Conv2d op = (Conv2d) shape.network().nodes().getFirst().operator();
        Tensor expected = Tensor.zeros(op.output());
        for (int n = 0; n < op.output().n(); n++) {
            for (int k = 0; k < op.output().c(); k++) {
                for (int y = 0; y < op.output().h(); y++) {
                    for (int x = 0; x < op.output().w(); x++) {
                        expected.data()[op.output().index(n, k, y, x)] = (float) element(op, shape, n, k, y, x);
                    }
                }
            }
        }

        Comparison comparison = Comparison.of(shape.oracle(), expected);

        assertTrue(comparison.within(TOLERANCE), comparison::toString);
    }

    /** One output element, straight from the formula in {@link Conv2d}. */
    private static double element(Conv2d op, Case shape, int n, int k, int y, int x) {
        Tensor input = shape.inputs().getFirst();
        float[] weight = shape.weights().get("op.weight");
        Window window = op.window();
        int channels = op.input().c() / op.groups();
        int group = k / (op.outChannels() / op.groups());
        double sum = op.bias() ? shape.weights().get("op.bias")[k] : 0;
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < window.kernelHeight(); i++) {
                for (int j = 0; j < window.kernelWidth(); j++) {
                    int row = y * window.stride() + i - window.padding();
                    int column = x * window.stride() + j - window.padding();
                    boolean inside = row >= 0
                            && row < op.input().h()
                            && column >= 0
                            && column < op.input().w();
                    if (inside) {
                        int position = ((k * channels + c) * window.kernelHeight() + i) * window.kernelWidth() + j;
                        sum += (double) weight[position] * input.get(n, group * channels + c, row, column);
                    }
                }
            }
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("shufflesAndTheirInverses")
    void shuffleThenItsInverseIsTheIdentity(Case shape) {
        assertArrayEquals(shape.inputs().getFirst().data(), shape.oracle().data());
    }
}

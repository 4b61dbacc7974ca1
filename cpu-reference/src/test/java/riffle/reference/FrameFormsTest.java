package riffle.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static riffle.reference.Applied.apply;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import riffle.cases.Case;
import riffle.cases.Comparison;
import riffle.cases.ShapeTable;
import riffle.network.Network;
import riffle.operator.AvgPool;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.Frame;
import riffle.operator.GeneralConv;
import riffle.operator.GeneralPool;
import riffle.operator.GeneralPool.Kind;
import riffle.operator.MaxPool;
import riffle.operator.Operator;
import riffle.operator.Window;
import riffle.tensor.Shape;

/** Convolutions and pools with a frame: by hand, and against the forms whose windows are the same on all sides. */
class FrameFormsTest {

    private static final double TOLERANCE = 1e-7;

    private static float[] of(float... values) {
        return values;
    }

    private static float[] counting(int n) {
        float[] data = new float[n];
        for (int i = 0; i < n; i++) {
            data[i] = i + 1;
        }
        return data;
    }

    static Stream<Case> usualForms() {
        return ShapeTable.all().stream()
                .filter(some -> some.network().nodes().size() == 1)
                .filter(some -> general(only(some)) != only(some));
    }

    private static Operator only(Case some) {
        return some.network().nodes().getFirst().operator();
    }

    private static Operator general(Operator usual) {
        return switch (usual) {
            case Conv2d op -> new GeneralConv(op.input(), op.outChannels(), frame(op.window()), op.groups(), op.bias());
            case DepthwiseConv op ->
                new GeneralConv(
                        op.input(),
                        op.input().c(),
                        frame(op.window()),
                        op.input().c(),
                        op.bias());
            case MaxPool op -> pool(op.input(), op.window(), op.output(), Kind.MAX);
            case AvgPool op -> pool(op.input(), op.window(), op.output(), Kind.MEAN_WITH_PADDING);
            default -> usual;
        };
    }

    private static GeneralPool pool(Shape input, Window window, Shape output, Kind kind) {
        return new GeneralPool(input, frame(window), output.h(), output.w(), kind);
    }

    private static Frame frame(Window window) {
        return new Frame(
                window.kernelHeight(),
                window.kernelWidth(),
                window.stride(),
                window.stride(),
                window.dilation(),
                window.dilation(),
                window.padding(),
                window.padding(),
                window.padding(),
                window.padding());
    }

    @ParameterizedTest
    @MethodSource("usualForms")
    void aWindowIsAFrameOfEqualNumbers(Case some) {
        Network general = Network.of(general(only(some)));
        assertEquals(only(some).output(), general.output());
        assertEquals(only(some).macs(), general.cost().macs());
        Comparison comparison = Comparison.of(Reference.run(general, some.weights(), some.inputs()), some.oracle());
        assertTrue(comparison.within(TOLERANCE), comparison::toString);
    }

    /** Columns 0 and 3, from two before the input, in steps of two; rows one by one, one added above. */
    @Test
    void convolutionWithStepsDilationsAndPaddingOfItsOwn() {
        Frame frame = new Frame(2, 2, 1, 2, 1, 3, 1, 2, 0, 1);
        GeneralConv conv = new GeneralConv(new Shape(1, 1, 2, 4), 1, frame, 1, true);
        assertEquals(new Shape(1, 1, 2, 2), conv.output());
        float[] output = apply(conv, counting(8), of(1, 10, 100, 1000), of(0.5f));
        // below the first row: columns -2 and 1, then 0 and 3
        assertArrayEquals(
                of(2 * 1000 + 0.5f, 1 * 100 + 4 * 1000 + 0.5f, 2 * 10 + 6 * 1000 + 0.5f, 1 + 40 + 500 + 8000 + 0.5f),
                output);
    }

    @Test
    void groupsOfAConvolutionDoNotMix() {
        Frame frame = new Frame(1, 2, 1, 1, 1, 1, 0, 0, 0, 1);
        GeneralConv conv = new GeneralConv(new Shape(1, 2, 1, 2), 4, frame, 2, false);
        float[] output = apply(conv, of(1, 2, 3, 4), of(1, 0, 0, 1, 10, 0, 0, 10));
        assertArrayEquals(of(1, 2, 2, 0, 30, 40, 40, 0), output);
    }

    /** Windows of three, two apart, one added before; the third reaches one beyond the one added behind. */
    @Test
    void padsCountOrDoNotAndWhatLiesBeyondThemNever() {
        Frame frame = new Frame(1, 3, 1, 2, 1, 1, 0, 1, 0, 1);
        float[] input = of(-3, -6, -9, -12);
        assertArrayEquals(of(-3, -6, -12), apply(row(frame, 3, Kind.MAX), input));
        assertArrayEquals(of(-4.5f, -9, -12), apply(row(frame, 3, Kind.MEAN), input));
        assertArrayEquals(of(-3, -9, -6), apply(row(frame, 3, Kind.MEAN_WITH_PADDING), input));
        assertArrayEquals(of(-3, -9), apply(row(frame, 2, Kind.MEAN_WITH_PADDING), input));
    }

    private static GeneralPool row(Frame frame, int positions, Kind kind) {
        return new GeneralPool(new Shape(1, 1, 1, 4), frame, 1, positions, kind);
    }

    @Test
    void dilatedWindowsLeaveElementsOut() {
        Frame frame = new Frame(2, 1, 1, 1, 2, 1, 1, 0, 0, 0);
        Shape in = new Shape(1, 1, 3, 1);
        assertArrayEquals(of(5, 4), apply(new GeneralPool(in, frame, 2, 1, Kind.MAX), of(4, 5, 1)));
        assertArrayEquals(of(5, 2.5f), apply(new GeneralPool(in, frame, 2, 1, Kind.MEAN), of(4, 5, 1)));
    }

    @Test
    void nanInAWindowIsNan() {
        Frame frame = new Frame(1, 2, 1, 2, 1, 1, 0, 0, 0, 0);
        float nan = Float.NaN;
        float infinity = Float.POSITIVE_INFINITY;
        float[] input = of(nan, 1, 1, infinity);
        for (Kind kind : Kind.values()) {
            assertArrayEquals(of(nan, infinity), apply(row(frame, 2, kind), input));
        }
        assertArrayEquals(of(-infinity, 2), apply(row(frame, 2, Kind.MAX), of(-infinity, -infinity, -infinity, 2)));
    }
}

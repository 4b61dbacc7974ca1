package riffle.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static riffle.reference.Applied.apply;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import riffle.operator.ChannelShuffle;
import riffle.operator.Operator;
import riffle.operator.Pad;
import riffle.operator.Reshape;
import riffle.operator.Slice;
import riffle.operator.StridedSlice;
import riffle.operator.Transpose;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** Where elements go, small enough to see. */
class HandComputedMovesTest {

    private static final Shape IN = new Shape(1, 2, 2, 3);
    private static final List<Integer> EXTENTS = List.of(1, 2, 2, 3);

    private static float[] of(float... values) {
        return values;
    }

    /** 1 to 12: two channels of two rows of three. */
    private static float[] counting() {
        float[] data = new float[12];
        IntStream.range(0, 12).forEach(i -> data[i] = i + 1);
        return data;
    }

    @Test
    void aReshapeKeepsElementsInTheirOrder() {
        float[] input = counting();
        float[] output = apply(new Reshape(IN, Shape.vector(3, 4)), input);
        assertArrayEquals(counting(), output);
        assertNotSame(input, output);
    }

    @Test
    void aTransposeOfThePixels() {
        Transpose turned = new Transpose(IN, new Shape(1, 2, 3, 2), EXTENTS, List.of(0, 1, 3, 2));
        assertArrayEquals(of(1, 4, 2, 5, 3, 6, 7, 10, 8, 11, 9, 12), apply(turned, counting()));
        Transpose channelsLast = new Transpose(IN, new Shape(1, 2, 3, 2), EXTENTS, List.of(0, 2, 3, 1));
        assertArrayEquals(of(1, 7, 2, 8, 3, 9, 4, 10, 5, 11, 6, 12), apply(channelsLast, counting()));
    }

    /** The output may have other extents than its axes: only their order counts. */
    @Test
    void aTransposeOfAMatrix() {
        Transpose matrix = new Transpose(Shape.vector(3, 4), Shape.vector(1, 12), List.of(3, 4), List.of(1, 0));
        assertArrayEquals(of(1, 5, 9, 2, 6, 10, 3, 7, 11, 4, 8, 12), apply(matrix, counting()));
    }

    @Test
    void paddingIsFilledAndTheRestLeftOut() {
        Pad pad = new Pad(IN, new Shape(1, 1, 3, 4), EXTENTS, List.of(0, -1, 1, 2), List.of(0, 0, 0, -1), 0.5);
        assertArrayEquals(of(0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 7, 8, 0.5f, 0.5f, 10, 11), apply(pad, counting()));
    }

    @Test
    void paddingMayLieOnBothSidesOrBeAllThereIs() {
        Pad both = new Pad(Shape.vector(1, 2), Shape.vector(1, 5), List.of(2), List.of(1), List.of(2), -1);
        assertArrayEquals(of(-1, 3, 4, -1, -1), apply(both, of(3, 4)));
        Pad pad = new Pad(Shape.vector(1, 2), Shape.vector(1, 2), List.of(2), List.of(2), List.of(-2), -1);
        assertArrayEquals(of(-1, -1), apply(pad, of(3, 4)));
    }

    @Test
    void aSliceTakesStepsAndRunsBackwards() {
        StridedSlice slice = new StridedSlice(
                IN, new Shape(1, 2, 2, 2), EXTENTS, List.of(0, 1, 0, 2), List.of(1, -1, 1, -2), List.of(1, 2, 2, 2));
        assertArrayEquals(of(9, 7, 12, 10, 3, 1, 6, 4), apply(slice, counting()));
    }

    /** Two operators that were there before say the same otherwise. */
    @Test
    void aShuffleIsATransposeAndASliceIsOne() {
        Shape in = new Shape(2, 6, 3, 5);
        Tensor input = Tensor.random(in, 1);
        assertSame(
                new ChannelShuffle(in, 2),
                new Transpose(in, in, List.of(2, 2, 3, 3, 5), List.of(0, 2, 1, 3, 4)),
                input);
        assertSame(
                new Slice(in, 1, 4),
                new StridedSlice(
                        in,
                        in.withChannels(4),
                        List.of(2, 6, 15),
                        List.of(0, 1, 0),
                        List.of(1, 1, 1),
                        List.of(2, 4, 15)),
                input);
    }

    private static void assertSame(Operator one, Operator other, Tensor input) {
        Tensor expected = Reference.apply(one, List.of(input), List.of());
        Tensor actual = Reference.apply(other, List.of(input), List.of());
        assertEquals(expected.shape(), actual.shape());
        assertArrayEquals(expected.data(), actual.data());
    }
}

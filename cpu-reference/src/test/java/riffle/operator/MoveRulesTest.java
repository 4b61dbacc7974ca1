package riffle.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import riffle.tensor.Shape;

/** Reshapes, moves and frames that do not fit are refused where the record is made. */
class MoveRulesTest {

    private static final Shape IN = new Shape(1, 2, 2, 3);
    private static final List<Integer> EXTENTS = List.of(1, 2, 2, 3);
    private static final List<Integer> NONE = List.of(0, 0, 0, 0);
    private static final List<Integer> ONES = List.of(1, 1, 1, 1);
    private static final int MOST = Integer.MAX_VALUE;

    private static Arguments refused(String message, Supplier<Object> record) {
        return arguments(message, record);
    }

    static Stream<Arguments> moves() {
        return Stream.of(
                refused(
                        "reshape: input is 1x2x2x3 and output 1x11x1x1, must have as many elements",
                        () -> new Reshape(IN, Shape.vector(1, 11))),
                refused(
                        "transpose: input [2, 2] has not as many elements as 1x2x2x3",
                        () -> new Transpose(IN, IN, List.of(2, 2), List.of(0, 1))),
                refused(
                        "transpose: input [1, 2, 2, 3] has not as many elements as 1x13x1x1",
                        () -> new Transpose(IN, Shape.vector(1, 13), EXTENTS, List.of(0, 1, 2, 3))),
                refused(
                        "transpose: input [1, 1, 1, 1, 1, 12] has more than 5 axes",
                        () -> new Transpose(IN, IN, List.of(1, 1, 1, 1, 1, 12), List.of(0, 1, 2, 3, 4, 5))),
                refused(
                        "transpose: order [0, 1, 1, 2] must name each axis once, lacks 3",
                        () -> new Transpose(IN, IN, EXTENTS, List.of(0, 1, 1, 2))),
                refused(
                        "transpose: order [0, 1, 2] must have as many entries as there are axes, 4",
                        () -> new Transpose(IN, IN, EXTENTS, List.of(0, 1, 2))),
                refused(
                        "transpose: extent of input is 0, must be at least 1",
                        () -> new Transpose(IN, IN, List.of(0, 12), List.of(0, 1))),
                refused(
                        "transpose: input [65536, 65536] has too many elements",
                        () -> new Transpose(IN, IN, List.of(1 << 16, 1 << 16), List.of(0, 1))),
                refused(
                        "pad: padded input [1, 2, 3, 3] has not as many elements as 1x2x2x3",
                        () -> new Pad(IN, IN, EXTENTS, List.of(0, 0, 1, 0), NONE, 0)),
                refused(
                        "pad: axis 2 has 0 positions when padded, must be 1 to 2147483647",
                        () -> new Pad(IN, IN, EXTENTS, List.of(0, 0, -1, 0), List.of(0, 0, -1, 0), 0)),
                refused(
                        "pad: axis 3 has 2147483650 positions when padded, must be 1 to 2147483647",
                        () -> new Pad(IN, IN, EXTENTS, List.of(0, 0, 0, MOST), NONE, 0)),
                refused(
                        "pad: padding after [0] must have as many entries as there are axes, 4",
                        () -> new Pad(IN, IN, EXTENTS, NONE, List.of(0), 0)),
                refused(
                        "strided_slice: step of axis 1 is 0, must not be",
                        () -> slice(NONE, List.of(1, 0, 1, 1), EXTENTS)),
                refused(
                        "strided_slice: positions 1 to 2 of axis 2 are not all among its 2",
                        () -> slice(List.of(0, 0, 1, 0), ONES, EXTENTS)),
                refused(
                        "strided_slice: positions 0 to -1 of axis 1 are not all among its 2",
                        () -> slice(NONE, List.of(1, -1, 1, 1), EXTENTS)),
                refused(
                        "strided_slice: positions 0 to 4294967294 of axis 3 are not all among its 3",
                        () -> slice(NONE, List.of(1, 1, 1, MOST), EXTENTS)),
                refused(
                        "strided_slice: result [1, 2, 2, 2] has not as many elements as 1x2x2x3",
                        () -> new StridedSlice(IN, IN, EXTENTS, NONE, ONES, List.of(1, 2, 2, 2))));
    }

    private static StridedSlice slice(List<Integer> starts, List<Integer> steps, List<Integer> counts) {
        return new StridedSlice(IN, IN, EXTENTS, starts, steps, counts);
    }

    private static final Shape PLANE = new Shape(1, 4, 5, 7);

    /** 3x3 with a number of the ten exchanged. */
    private static Frame frame(int number, int value) {
        List<Integer> n = new ArrayList<>(List.of(3, 3, 1, 1, 1, 1));
        n.addAll(Collections.nCopies(4, 0));
        n.set(number, value);
        return new Frame(
                n.get(0), n.get(1), n.get(2), n.get(3), n.get(4), n.get(5), n.get(6), n.get(7), n.get(8), n.get(9));
    }

    private static GeneralConv conv(Frame frame, int outChannels, int groups) {
        return new GeneralConv(PLANE, outChannels, frame, groups, false);
    }

    private static GeneralPool pool(Frame frame, int height, int width) {
        return new GeneralPool(PLANE, frame, height, width, GeneralPool.Kind.MEAN);
    }

    static Stream<Arguments> frames() {
        return Stream.of(
                refused("kernel height is 0, must be at least 1", () -> conv(frame(0, 0), 4, 1)),
                refused("kernel width is 0, must be at least 1", () -> conv(frame(1, 0), 4, 1)),
                refused("stride down is 0, must be at least 1", () -> conv(frame(2, 0), 4, 1)),
                refused("stride to the right is -1, must be at least 1", () -> conv(frame(3, -1), 4, 1)),
                refused("dilation down is 0, must be at least 1", () -> conv(frame(4, 0), 4, 1)),
                refused("dilation to the right is 0, must be at least 1", () -> conv(frame(5, 0), 4, 1)),
                refused("padding is 0, 0, -1, 0, must be at least 0", () -> conv(frame(8, -1), 4, 1)),
                refused("the padded input overflows", () -> conv(frame(9, MOST), 4, 1)),
                refused("a window of 7x3 is larger than the padded input 5x7", () -> conv(frame(4, 3), 4, 1)),
                refused("a window of 3x9 is larger than the padded input 5x7", () -> conv(frame(5, 4), 4, 1)),
                refused("input channels is 4, must be a multiple of the groups, 3", () -> conv(frame(0, 3), 3, 3)),
                refused("output channels is 3, must be a multiple of the groups, 2", () -> conv(frame(0, 3), 3, 2)),
                refused("output channels is 0, must be at least 1", () -> conv(frame(0, 3), 0, 1)),
                refused("groups is 0, must be at least 1", () -> conv(frame(0, 3), 4, 0)),
                refused(
                        "weight [536870912, 4, 3, 3] has more than",
                        () -> new GeneralConv(new Shape(1, 4, 3, 3), 1 << 29, frame(0, 3), 1, false)),
                refused("a window of 3x9 is larger than the padded input 5x7", () -> pool(frame(5, 4), 3, 1)),
                refused("output height is 0, must be at least 1", () -> pool(frame(0, 3), 0, 5)),
                refused(
                        "output width is 4, must be at least that of the whole windows, 5",
                        () -> pool(frame(0, 3), 3, 4)),
                refused("the windows of output row 5 hold no input", () -> pool(frame(0, 3), 6, 5)),
                refused("the windows of output column 0 hold no input", () -> pool(frame(7, 3), 3, 8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"moves", "frames"})
    void isRefusedWithItsReason(String reason, Supplier<Object> record) {
        String message =
                assertThrows(IllegalArgumentException.class, record::get).getMessage();
        assertTrue(message.contains(reason), message);
    }

    /** Each of these lies on the edge of a rule that refuses the next. */
    @Test
    void theLastThatFitsIsTaken() {
        assertEquals(new Shape(1, 4, 1, 5), conv(frame(4, 2), 4, 1).output());
        assertEquals(new Shape(1, 4, 5, 5), pool(frame(0, 3), 5, 5).output());
        assertEquals(new Shape(1, 4, 3, 7), pool(frame(7, 2), 3, 7).output());
        Pad all = new Pad(IN, new Shape(1, 2, 1, 3), EXTENTS, NONE, List.of(0, 0, -1, 0), 0);
        assertEquals(
                List.of(1, 2, 1, 3), all.axes().stream().map(Move.Axis::count).toList());
    }

    @Test
    void classesOfConvolutionsAreByTheirGroups() {
        assertEquals("dense conv", conv(frame(0, 3), 4, 1).operatorClass());
        assertEquals("group conv", conv(frame(0, 3), 4, 2).operatorClass());
        assertEquals("depthwise", conv(frame(0, 3), 4, 4).operatorClass());
    }
}

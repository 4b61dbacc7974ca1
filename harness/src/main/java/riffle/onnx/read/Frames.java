package riffle.onnx.read;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import riffle.operator.Frame;
import riffle.operator.Window;
import riffle.tensor.Shape;

/** Windows of convolutions and pools, as their attributes say them. */
final class Frames {

    private static final int PLANE = 2;

    private Frames() {}

    /**
     * The window of a node.
     *
     * @param axes 2 of planes, 1 of rows
     * @param kernelHeight rows
     * @param kernelWidth columns
     */
    static Frame of(Operation operation, Shape input, int axes, int kernelHeight, int kernelWidth) {
        int[] strides = operation.plane("strides", axes, 1);
        int[] dilations = operation.plane("dilations", axes, 1);
        int[] pads = pads(operation, input, axes, new int[] {kernelHeight, kernelWidth}, strides, dilations);
        return new Frame(
                kernelHeight,
                kernelWidth,
                strides[0],
                strides[1],
                dilations[0],
                dilations[1],
                pads[0],
                pads[1],
                pads[2],
                pads[3]);
    }

    /** The same as a window of the usual kind, if it is one: equal steps, dilations and paddings. */
    static Optional<Window> window(Frame frame) {
        boolean even = frame.strideHeight() == frame.strideWidth()
                && frame.dilationHeight() == frame.dilationWidth()
                && frame.top() == frame.left()
                && frame.top() == frame.bottom()
                && frame.top() == frame.right();
        return even
                ? Optional.of(new Window(
                        frame.kernelHeight(),
                        frame.kernelWidth(),
                        frame.strideHeight(),
                        frame.top(),
                        frame.dilationHeight()))
                : Optional.empty();
    }

    /** How many axes a window slides along: 2 in planes, 1 in rows. */
    static int axes(Operation operation, Activation x) {
        int axes = x.dims().size() - PLANE;
        if (axes != 1 && axes != PLANE) {
            throw operation.untaken("input is " + x.dims() + ", must be images, channels, height, width, or images,"
                    + " channels, width");
        }
        return axes;
    }

    /** Rows as planes of one row. */
    static Activation asPlanes(Activation x) {
        List<Integer> dims = x.dims();
        return dims.size() == 3 ? x.as(List.of(dims.get(0), dims.get(1), 1, dims.get(2))) : x;
    }

    /** Extents of a result, of planes or of rows. */
    static List<Integer> dims(int images, int channels, int height, int width, int axes) {
        return axes == 1 ? List.of(images, channels, width) : List.of(images, channels, height, width);
    }

    /** The same window without padding. */
    static Frame unpadded(Frame frame) {
        return new Frame(
                frame.kernelHeight(),
                frame.kernelWidth(),
                frame.strideHeight(),
                frame.strideWidth(),
                frame.dilationHeight(),
                frame.dilationWidth(),
                0,
                0,
                0,
                0);
    }

    private static int[] pads(
            Operation operation, Shape input, int axes, int[] kernel, int[] strides, int[] dilations) {
        String auto = operation.text("auto_pad", "NOTSET");
        int[] pads = new int[2 * PLANE];
        switch (auto) {
            case "NOTSET" -> {
                List<Long> given = operation.integers("pads", Collections.nCopies(2 * axes, 0L));
                if (given.size() != 2 * axes) {
                    throw operation.refuse("pads is " + given + ", must be " + 2 * axes + " integers");
                }
                for (int i = 0; i < given.size(); i++) {
                    if (given.get(i) < 0 || given.get(i) > Integer.MAX_VALUE) {
                        throw operation.refuse("pads is " + given + ", each must be 0 to " + Integer.MAX_VALUE);
                    }
                    pads[axes == PLANE ? i : PLANE * i + 1] = (int) (long) given.get(i);
                }
            }
            case "VALID" -> {}
            case "SAME_UPPER", "SAME_LOWER" -> {
                int[] extents = {input.h(), input.w()};
                for (int axis = 0; axis < PLANE; axis++) {
                    long positions = Math.ceilDiv(extents[axis], strides[axis]);
                    long reach = (kernel[axis] - 1L) * dilations[axis] + 1;
                    long all = Math.max(0, (positions - 1) * strides[axis] + reach - extents[axis]);
                    if (all > Integer.MAX_VALUE) {
                        throw operation.refuse("its padding overflows");
                    }
                    int less = (int) all / 2;
                    int more = (int) all - less;
                    pads[axis] = auto.equals("SAME_UPPER") ? less : more;
                    pads[axis + PLANE] = auto.equals("SAME_UPPER") ? more : less;
                }
            }
            default ->
                throw operation.refuse("auto_pad is " + auto + ", must be NOTSET, VALID, SAME_UPPER or SAME_LOWER");
        }
        return pads;
    }
}

package riffle.operator;

import java.util.ArrayList;
import java.util.List;
import riffle.tensor.Shape;

/**
 * A constant around the input, or less of it where a number is negative. Source: ONNX, Pad, mode constant.
 *
 * @param input input shape, N x C x H x W
 * @param output output shape, N x C x H x W
 * @param extents the input as an array of up to five axes, outermost first
 * @param before positions added before each axis
 * @param after positions added after each axis
 * @param fill the constant
 */
public record Pad(
        Shape input, Shape output, List<Integer> extents, List<Integer> before, List<Integer> after, double fill)
        implements Move {

    /**
     * @throws IllegalArgumentException if the extents are not the input's, or, padded, not the output's
     */
    public Pad {
        extents = List.copyOf(extents);
        before = List.copyOf(before);
        after = List.copyOf(after);
        Axes.check("pad", "input", extents, input);
        Axes.perAxis("pad", "padding before", before, extents);
        Axes.perAxis("pad", "padding after", after, extents);
        List<Integer> padded = new ArrayList<>();
        for (int axis = 0; axis < extents.size(); axis++) {
            long extent = (long) before.get(axis) + extents.get(axis) + after.get(axis);
            Rule.require(
                    extent >= 1 && extent <= Integer.MAX_VALUE,
                    "pad",
                    "axis " + axis + " has " + extent + " positions when padded, must be 1 to " + Integer.MAX_VALUE);
            padded.add((int) extent);
        }
        Axes.check("pad", "padded input", padded, output);
    }

    @Override
    public String type() {
        return "pad";
    }

    @Override
    public String operatorClass() {
        return "padding";
    }

    @Override
    public List<Axis> axes() {
        List<Axis> axes = new ArrayList<>();
        for (int axis = 0; axis < extents.size(); axis++) {
            int extent = extents.get(axis);
            int count = before.get(axis) + extent + after.get(axis);
            axes.add(new Axis(count, -before.get(axis), 1, extent, Axes.stride(extents, axis)));
        }
        return axes;
    }
}

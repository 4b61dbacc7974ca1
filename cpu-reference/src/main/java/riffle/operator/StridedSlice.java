package riffle.operator;

import java.util.ArrayList;
import java.util.List;
import riffle.tensor.Shape;

/**
 * Positions at equal distances along each axis, backwards where the step is negative. Source: ONNX, Slice.
 *
 * @param input input shape, N x C x H x W
 * @param output output shape, N x C x H x W
 * @param extents the input as an array of up to five axes, outermost first
 * @param starts the first position along each axis, from 0
 * @param steps from one position to the next
 * @param counts how many positions
 */
public record StridedSlice(
        Shape input,
        Shape output,
        List<Integer> extents,
        List<Integer> starts,
        List<Integer> steps,
        List<Integer> counts)
        implements Move {

    /**
     * @throws IllegalArgumentException if the extents are not the input's, the counts not the output's, a step is 0, or
     *     a position lies outside the input
     */
    public StridedSlice {
        extents = List.copyOf(extents);
        starts = List.copyOf(starts);
        steps = List.copyOf(steps);
        counts = List.copyOf(counts);
        Axes.check("strided_slice", "input", extents, input);
        Axes.perAxis("strided_slice", "starts", starts, extents);
        Axes.perAxis("strided_slice", "steps", steps, extents);
        Axes.perAxis("strided_slice", "counts", counts, extents);
        Axes.check("strided_slice", "result", counts, output);
        for (int axis = 0; axis < extents.size(); axis++) {
            Rule.require(steps.get(axis) != 0, "strided_slice", "step of axis " + axis + " is 0, must not be");
            long last = starts.get(axis) + (counts.get(axis) - 1L) * steps.get(axis);
            Rule.require(
                    isInside(starts.get(axis), extents.get(axis)) && isInside(last, extents.get(axis)),
                    "strided_slice",
                    "positions " + starts.get(axis) + " to " + last + " of axis " + axis + " are not all among its "
                            + extents.get(axis));
        }
    }

    @Override
    public String type() {
        return "strided_slice";
    }

    @Override
    public String operatorClass() {
        return "slice";
    }

    @Override
    public List<Axis> axes() {
        List<Axis> axes = new ArrayList<>();
        for (int axis = 0; axis < extents.size(); axis++) {
            axes.add(new Axis(
                    counts.get(axis),
                    starts.get(axis),
                    steps.get(axis),
                    extents.get(axis),
                    Axes.stride(extents, axis)));
        }
        return axes;
    }

    private static boolean isInside(long position, int extent) {
        return position >= 0 && position < extent;
    }
}

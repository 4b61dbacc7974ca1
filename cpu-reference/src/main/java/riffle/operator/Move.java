package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * An operator each of whose output elements is one input element, found axis by axis, or a fill value where an axis
 * leaves the input. Input and output are read as arrays of up to {@value #MOST_AXES} axes, row-major. Such operators
 * share a reference, a kernel and its family: a new one is its {@link #axes}.
 */
public sealed interface Move extends Operator permits Transpose, Pad, StridedSlice {

    /** Axes that kernels and references count. */
    int MOST_AXES = 5;

    /**
     * One axis of the output.
     *
     * @param count positions along it
     * @param begin the input's coordinate of the first; beyond the input where it is padding
     * @param step the input's coordinates from one position to the next; negative runs backwards
     * @param extent coordinates of the input, from 0: outside of them is padding
     * @param stride elements of the input from one coordinate to the next
     */
    record Axis(int count, int begin, int step, int extent, int stride) {}

    /** Input shape, N x C x H x W. */
    Shape input();

    /** The axes of the output, outermost first; at most {@value #MOST_AXES}. */
    List<Axis> axes();

    /** What padding holds. */
    default double fill() {
        return 0;
    }

    @Override
    default List<Shape> inputs() {
        return List.of(input());
    }

    @Override
    default Rounding rounding() {
        return Rounding.MOVED;
    }

    @Override
    default double meanSquare(List<Double> in) {
        return in.get(0);
    }
}

package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/** What the operators that move along axes have in common. */
final class Axes {

    private Axes() {}

    /** Refuses arrays that have too many axes or not the elements of a shape. */
    static void check(String type, String what, List<Integer> extents, Shape shape) {
        Rule.require(
                extents.size() <= Move.MOST_AXES,
                type,
                what + " " + extents + " has more than " + Move.MOST_AXES + " axes");
        long elements = 1;
        for (int extent : extents) {
            Rule.positive(type, "extent of " + what, extent);
            elements *= extent;
            Rule.require(elements <= Integer.MAX_VALUE, type, what + " " + extents + " has too many elements");
        }
        Rule.require(
                elements == shape.elements(), type, what + " " + extents + " has not as many elements as " + shape);
    }

    /** Refuses a list that has not one entry an axis. */
    static void perAxis(String type, String what, List<Integer> values, List<Integer> extents) {
        Rule.require(
                values.size() == extents.size(),
                type,
                what + " " + values + " must have as many entries as there are axes, " + extents.size());
    }

    /** Elements from one coordinate of an axis to the next, row-major. */
    static int stride(List<Integer> extents, int axis) {
        int stride = 1;
        for (int inner : extents.subList(axis + 1, extents.size())) {
            stride *= inner;
        }
        return stride;
    }
}

package riffle.cases;

import java.util.List;
import java.util.stream.Stream;
import riffle.operator.Operator;
import riffle.operator.Pad;
import riffle.operator.Reshape;
import riffle.operator.StridedSlice;
import riffle.operator.Transpose;
import riffle.tensor.Shape;

/** Shapes for operators that move elements along axes, and for what only reads them as another shape. */
final class MoveShapes {

    private static final Shape ODD = new Shape(3, 4, 5, 7);
    private static final List<Integer> ODD_EXTENTS = List.of(3, 4, 5, 7);

    private MoveShapes() {}

    static List<Operator> all() {
        return Stream.of(reshape(), transpose(), pad(), stridedSlice())
                .flatMap(List::stream)
                .toList();
    }

    /** Each operator, of so many images that do not mix. */
    static List<Operator> of(int images) {
        Shape in = new Shape(images, 6, 5, 7);
        List<Integer> extents = List.of(images, 6, 5, 7);
        return List.of(
                new Reshape(in, Shape.vector(images, in.features())),
                new Transpose(in, in, List.of(images, 2, 3, 5, 7), List.of(0, 2, 1, 4, 3)),
                new Pad(in, new Shape(images, 6, 7, 6), extents, List.of(0, 0, 2, 0), List.of(0, 0, 0, -1), 1.5),
                new StridedSlice(
                        in,
                        new Shape(images, 3, 5, 4),
                        extents,
                        List.of(0, 5, 4, 0),
                        List.of(1, -2, -1, 2),
                        List.of(images, 3, 5, 4)));
    }

    private static List<Operator> reshape() {
        return List.of(
                new Reshape(new Shape(1, 1, 1, 1), new Shape(1, 1, 1, 1)),
                new Reshape(ODD, Shape.vector(3, 140)),
                new Reshape(ODD, new Shape(1, 5, 12, 7)),
                new Reshape(Shape.vector(2, 60), new Shape(2, 5, 4, 3)));
    }

    private static List<Operator> transpose() {
        return List.of(
                new Transpose(new Shape(1, 1, 1, 1), new Shape(1, 1, 1, 1), List.of(1, 1, 1, 1), List.of(3, 2, 1, 0)),
                new Transpose(ODD, new Shape(3, 5, 7, 4), ODD_EXTENTS, List.of(0, 2, 3, 1)),
                new Transpose(new Shape(3, 5, 7, 4), ODD, List.of(3, 5, 7, 4), List.of(0, 3, 1, 2)),
                new Transpose(ODD, new Shape(7, 5, 4, 3), ODD_EXTENTS, List.of(3, 2, 1, 0)),
                new Transpose(ODD, new Shape(3, 4, 7, 5), ODD_EXTENTS, List.of(0, 1, 3, 2)),
                new Transpose(ODD, new Shape(4, 3, 5, 7), ODD_EXTENTS, List.of(1, 0, 2, 3)),
                new Transpose(ODD, ODD, ODD_EXTENTS, List.of(0, 1, 2, 3)),
                new Transpose(ODD, Shape.vector(35, 12), List.of(12, 35), List.of(1, 0)),
                // the channel shuffle, and all five axes in other places
                new Transpose(
                        new Shape(2, 6, 5, 7), new Shape(2, 6, 5, 7), List.of(2, 2, 3, 5, 7), List.of(0, 2, 1, 3, 4)),
                new Transpose(
                        new Shape(2, 6, 5, 7), new Shape(7, 3, 5, 4), List.of(2, 2, 3, 5, 7), List.of(4, 2, 3, 1, 0)),
                new Transpose(
                        new Shape(2, 6, 5, 7), new Shape(5, 7, 6, 2), List.of(2, 3, 2, 5, 7), List.of(3, 4, 2, 0, 1)),
                new Transpose(
                        new Shape(1, 24, 28, 28),
                        new Shape(1, 28, 28, 24),
                        List.of(1, 24, 28, 28),
                        List.of(0, 2, 3, 1)));
    }

    private static List<Operator> pad() {
        return List.of(
                new Pad(new Shape(1, 1, 1, 1), new Shape(1, 1, 1, 3), List.of(1), List.of(2), List.of(0), -2),
                pad(List.of(0, 0, 1, 2), List.of(0, 0, 3, 0), 0, new Shape(3, 4, 9, 9)),
                pad(List.of(0, 2, 0, 0), List.of(0, 1, 0, 0), 0.75, new Shape(3, 7, 5, 7)),
                pad(List.of(1, 0, 0, 0), List.of(1, 0, 0, 0), 0.1, new Shape(5, 4, 5, 7)),
                // less of it, and both at once
                pad(List.of(0, -1, -2, 0), List.of(-1, 0, -1, -3), 1, new Shape(2, 3, 2, 4)),
                pad(List.of(2, -1, 3, -4), List.of(-1, 2, -4, 1), -1.25, new Shape(4, 5, 4, 4)),
                pad(List.of(0, 0, 0, 0), List.of(0, 0, 0, 0), 1, ODD),
                // nothing of the input, along one axis
                pad(List.of(0, 0, 5, 0), List.of(0, 0, -5, 0), 3, ODD),
                pad(List.of(0, 0, -5, 0), List.of(0, 0, 3, 0), 2, new Shape(3, 4, 3, 7)),
                new Pad(
                        new Shape(2, 6, 5, 7),
                        new Shape(3, 12, 6, 9),
                        List.of(2, 2, 3, 5, 7),
                        List.of(1, 0, 1, 0, 2),
                        List.of(0, 0, 2, 1, 0),
                        0.5),
                new Pad(
                        new Shape(1, 24, 28, 28),
                        new Shape(1, 24, 30, 30),
                        List.of(24, 28, 28),
                        List.of(0, 1, 1),
                        List.of(0, 1, 1),
                        0));
    }

    private static Operator pad(List<Integer> before, List<Integer> after, double fill, Shape output) {
        return new Pad(ODD, output, ODD_EXTENTS, before, after, fill);
    }

    private static List<Operator> stridedSlice() {
        return List.of(
                new StridedSlice(
                        new Shape(1, 1, 1, 1), new Shape(1, 1, 1, 1), List.of(1), List.of(0), List.of(-1), List.of(1)),
                slice(List.of(0, 0, 0, 0), List.of(1, 1, 2, 2), new Shape(3, 4, 3, 4)),
                slice(List.of(0, 0, 1, 1), List.of(1, 1, 2, 2), new Shape(3, 4, 2, 3)),
                slice(List.of(0, 1, 0, 0), List.of(1, 1, 1, 1), new Shape(3, 2, 5, 7)),
                slice(List.of(1, 0, 0, 0), List.of(1, 1, 1, 1), new Shape(2, 4, 5, 7)),
                slice(List.of(2, 3, 4, 6), List.of(-1, -1, -1, -1), ODD),
                slice(List.of(2, 0, 4, 5), List.of(-2, 3, -3, -2), new Shape(2, 2, 2, 3)),
                slice(List.of(1, 2, 3, 4), List.of(1, 1, 1, 1), new Shape(1, 1, 1, 1)),
                new StridedSlice(
                        new Shape(2, 6, 5, 7),
                        new Shape(1, 4, 5, 3),
                        List.of(2, 2, 3, 5, 7),
                        List.of(1, 0, 2, 0, 1),
                        List.of(1, 1, -2, 1, 2),
                        List.of(1, 2, 2, 5, 3)),
                new StridedSlice(
                        new Shape(1, 24, 28, 28),
                        new Shape(1, 24, 14, 14),
                        List.of(24, 28, 28),
                        List.of(0, 1, 0),
                        List.of(1, 2, 2),
                        List.of(24, 14, 14)));
    }

    private static Operator slice(List<Integer> starts, List<Integer> steps, Shape output) {
        List<Integer> counts = List.of(output.n(), output.c(), output.h(), output.w());
        return new StridedSlice(ODD, output, ODD_EXTENTS, starts, steps, counts);
    }
}

package riffle.cases;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import riffle.operator.AvgPool;
import riffle.operator.DepthwiseConv;
import riffle.operator.MaxPool;
import riffle.operator.Operator;
import riffle.operator.Window;
import riffle.tensor.Shape;

/**
 * Rows of every length up to that of the longest vector, for operators that take their columns side by side: each
 * lane is the last of a row once, and the one behind it must count as nothing, even where it holds the next row's
 * first value and that is infinite. Such a value stands in the middle of a plane, which in four rows is the first
 * place of the third. The vectors of a plane among others are read as a whole; those of a last plane would run over
 * the end.
 */
final class RowShapes {

    private static final int LONGEST_VECTOR = 16;
    private static final int ROWS = 4;

    private RowShapes() {}

    static List<Operator> all() {
        return Stream.of(1, 3).flatMap(RowShapes::ofPlanes).toList();
    }

    private static Stream<Operator> ofPlanes(int planes) {
        return Stream.of(
                        rows(planes, 1, shape -> new DepthwiseConv(shape, Window.square(3, 1, 1), true)),
                        rows(planes, 2, shape -> new DepthwiseConv(shape, Window.square(3, 2, 1), true)),
                        rows(planes, 2, shape -> new AvgPool(shape, Window.square(3, 2, 1))),
                        rows(planes, 2, shape -> new MaxPool(shape, Window.square(3, 2, 1), false)))
                .flatMap(operators -> operators);
    }

    /**
     * Operators whose output has every width up to a vector's; with stride 2 of odd rows, whose last window leaves
     * them.
     */
    private static Stream<Operator> rows(int planes, int stride, Function<Shape, Operator> operator) {
        return IntStream.rangeClosed(1, LONGEST_VECTOR)
                .mapToObj(width -> operator.apply(new Shape(1, planes, ROWS, stride * width - (stride - 1))));
    }
}

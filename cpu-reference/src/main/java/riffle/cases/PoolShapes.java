package riffle.cases;

import java.util.List;
import java.util.stream.Stream;
import riffle.operator.AvgPool;
import riffle.operator.GlobalAvgPool;
import riffle.operator.MaxPool;
import riffle.operator.Operator;
import riffle.operator.Window;
import riffle.tensor.Shape;

/** Shapes for pools. */
final class PoolShapes {

    private PoolShapes() {}

    static List<Operator> all() {
        return Stream.of(average(), max(), globalAverage())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Operator> average() {
        return List.of(
                new AvgPool(new Shape(1, 1, 1, 1), Window.square(3, 2, 1)),
                new AvgPool(new Shape(1, 3, 2, 2), Window.square(3, 2, 1)),
                new AvgPool(new Shape(3, 17, 5, 7), Window.square(3, 2, 1)),
                new AvgPool(new Shape(2, 5, 13, 27), Window.square(3, 2, 1)),
                new AvgPool(new Shape(1, 30, 7, 7), Window.square(3, 1, 1)),
                new AvgPool(new Shape(1, 5, 7, 9), Window.square(2, 2, 0)),
                new AvgPool(new Shape(1, 4, 9, 8), new Window(3, 2, 1, 1)),
                new AvgPool(new Shape(2, 3, 11, 13), Window.square(5, 4, 2)),
                new AvgPool(new Shape(2, 3, 1, 40), Window.square(3, 2, 1)),
                new AvgPool(new Shape(1, 3, 4, 37), Window.square(3, 2, 1)),
                new AvgPool(new Shape(1, 3, 5, 67), Window.square(3, 2, 1)),
                new AvgPool(new Shape(1, 2, 40, 1), Window.square(3, 2, 1)),
                new AvgPool(new Shape(1, 24, 28, 28), Window.square(3, 2, 1)));
    }

    private static List<Operator> max() {
        return List.of(
                new MaxPool(new Shape(1, 1, 1, 1), Window.square(1, 1, 0), false),
                new MaxPool(new Shape(1, 3, 1, 1), Window.square(3, 2, 1), false),
                new MaxPool(new Shape(1, 3, 2, 2), Window.square(3, 2, 1), true),
                new MaxPool(new Shape(3, 17, 5, 7), Window.square(3, 2, 1), false),
                new MaxPool(new Shape(3, 17, 5, 7), Window.square(3, 2, 0), false),
                new MaxPool(new Shape(3, 5, 6, 8), Window.square(3, 2, 0), true),
                new MaxPool(new Shape(2, 5, 13, 27), Window.square(3, 2, 0), true),
                new MaxPool(new Shape(1, 5, 6, 10), Window.square(3, 2, 1), true),
                new MaxPool(new Shape(1, 30, 13, 13), Window.square(2, 2, 0), true),
                new MaxPool(new Shape(1, 4, 9, 8), new Window(3, 2, 1, 1), false),
                new MaxPool(new Shape(2, 3, 11, 14), Window.square(5, 4, 2), true),
                new MaxPool(new Shape(1, 12, 54, 54), Window.square(3, 2, 0), true),
                new MaxPool(new Shape(1, 24, 32, 32), Window.square(3, 2, 1), false));
    }

    private static List<Operator> globalAverage() {
        return List.of(
                new GlobalAvgPool(new Shape(1, 1, 1, 1)),
                new GlobalAvgPool(new Shape(1, 3, 2, 2)),
                new GlobalAvgPool(new Shape(3, 17, 5, 7)),
                new GlobalAvgPool(new Shape(2, 30, 13, 27)),
                new GlobalAvgPool(new Shape(3, 5, 1, 1)),
                new GlobalAvgPool(new Shape(1, 240, 7, 7)));
    }
}

package riffle.cases;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import riffle.operator.AddRelu;
import riffle.operator.BatchNorm;
import riffle.operator.HardSwish;
import riffle.operator.Operator;
import riffle.operator.Relu;
import riffle.tensor.Shape;

/** Shapes for operators that treat every element alone. */
final class ElementwiseShapes {

    private static final List<Shape> SHAPES = List.of(
            new Shape(1, 1, 1, 1),
            new Shape(1, 3, 2, 2),
            new Shape(3, 17, 5, 7),
            new Shape(2, 30, 13, 27),
            new Shape(3, 5, 1, 1),
            new Shape(1, 240, 7, 7));

    private ElementwiseShapes() {}

    static List<Operator> all() {
        Stream<Operator> largeEpsilon = Stream.of(new BatchNorm(new Shape(2, 7, 3, 5), 0.1));
        int operators = of(SHAPES.getFirst()).size();
        return Stream.concat(
                        IntStream.range(0, operators)
                                .boxed()
                                .flatMap(i ->
                                        SHAPES.stream().map(shape -> of(shape).get(i))),
                        largeEpsilon)
                .toList();
    }

    /** Each operator at one shape. */
    static List<Operator> of(Shape shape) {
        return List.of(
                new BatchNorm(shape, BatchNorm.DEFAULT_EPSILON),
                new Relu(shape),
                new AddRelu(shape),
                new HardSwish(shape));
    }
}

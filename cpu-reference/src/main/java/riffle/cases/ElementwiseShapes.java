package riffle.cases;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import riffle.operator.AddRelu;
import riffle.operator.Arithmetic;
import riffle.operator.BatchNorm;
import riffle.operator.Clip;
import riffle.operator.HardSigmoid;
import riffle.operator.HardSwish;
import riffle.operator.LeakyRelu;
import riffle.operator.Operator;
import riffle.operator.PRelu;
import riffle.operator.Relu;
import riffle.operator.Sigmoid;
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
        Shape small = new Shape(2, 7, 3, 5);
        Stream<Operator> others = Stream.concat(
                Stream.of(new BatchNorm(small, 0.1), new HardSigmoid(small, -0.3, 0.6), new LeakyRelu(small, -2)),
                clips(small).stream());
        int operators = of(SHAPES.getFirst()).size();
        return Stream.concat(
                        IntStream.range(0, operators)
                                .boxed()
                                .flatMap(i ->
                                        SHAPES.stream().map(shape -> of(shape).get(i))),
                        others)
                .toList();
    }

    /** Each operator at one shape. */
    static List<Operator> of(Shape shape) {
        return List.of(
                new BatchNorm(shape, BatchNorm.DEFAULT_EPSILON),
                new Relu(shape),
                new AddRelu(shape),
                new HardSwish(shape),
                new Clip(shape, -0.5, 0.75),
                new HardSigmoid(shape, 0.5, 0.4),
                new Sigmoid(shape),
                new LeakyRelu(shape, 0.1),
                new PRelu(shape),
                Arithmetic.of(Arithmetic.Kind.ADD, shape),
                Arithmetic.of(Arithmetic.Kind.MULTIPLY, shape));
    }

    /** Clips with a bound that is none. */
    static List<Operator> clips(Shape shape) {
        return List.of(
                new Clip(shape, 0.25, Double.POSITIVE_INFINITY),
                new Clip(shape, Double.NEGATIVE_INFINITY, -0.25),
                new Clip(shape, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }
}

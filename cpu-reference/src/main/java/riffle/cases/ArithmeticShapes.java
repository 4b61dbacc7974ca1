package riffle.cases;

import java.util.List;
import java.util.stream.Stream;
import riffle.operator.Arithmetic;
import riffle.operator.Arithmetic.Kind;
import riffle.operator.Operator;
import riffle.tensor.Shape;

/** Shapes for sums and products whose operands differ: along each axis, in either of them, and learned. */
final class ArithmeticShapes {

    private ArithmeticShapes() {}

    static List<Operator> all() {
        return Stream.of(Kind.values()).flatMap(ArithmeticShapes::of).toList();
    }

    private static Stream<Operator> of(Kind kind) {
        Shape odd = new Shape(3, 17, 5, 7);
        Shape wide = new Shape(2, 5, 13, 27);
        Stream<Operator> inputs = Stream.of(
                new Arithmetic(kind, odd, new Shape(1, 1, 1, 1), false),
                new Arithmetic(kind, odd, new Shape(3, 17, 1, 1), false),
                new Arithmetic(kind, wide, new Shape(2, 1, 13, 27), false),
                new Arithmetic(kind, odd, new Shape(1, 17, 5, 7), false),
                new Arithmetic(kind, odd, new Shape(1, 1, 5, 1), false),
                new Arithmetic(kind, wide, new Shape(1, 1, 1, 27), false),
                new Arithmetic(kind, new Shape(3, 1, 5, 1), odd, false),
                new Arithmetic(kind, new Shape(1, 5, 1, 27), wide, false),
                new Arithmetic(kind, new Shape(2, 5, 1, 27), new Shape(1, 1, 13, 1), false),
                new Arithmetic(kind, Shape.vector(3, 257), Shape.vector(1, 257), false),
                new Arithmetic(kind, new Shape(1, 72, 28, 28), new Shape(1, 72, 1, 1), false));
        Stream<Operator> learned = Stream.of(
                new Arithmetic(kind, odd, new Shape(1, 17, 1, 1), true),
                new Arithmetic(kind, odd, odd, true),
                new Arithmetic(kind, wide, new Shape(1, 1, 1, 1), true),
                new Arithmetic(kind, new Shape(1, 5, 1, 1), new Shape(2, 5, 3, 1), true));
        return Stream.concat(inputs, learned);
    }

    /** One of every kind of broadcast, of so many images. */
    static List<Operator> representatives(int images) {
        Shape shape = new Shape(images, 17, 5, 7);
        return Stream.of(Kind.values())
                .<Operator>flatMap(kind -> Stream.of(
                        new Arithmetic(kind, shape, new Shape(images, 17, 1, 1), false),
                        new Arithmetic(kind, new Shape(images, 1, 5, 1), new Shape(1, 17, 1, 7), false),
                        new Arithmetic(kind, shape, new Shape(1, 17, 1, 1), true)))
                .toList();
    }
}

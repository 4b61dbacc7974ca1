package riffle.cases;

import java.util.List;
import java.util.stream.Stream;
import riffle.operator.ChannelShuffle;
import riffle.operator.Concat;
import riffle.operator.LocalResponseNorm;
import riffle.operator.Operator;
import riffle.operator.Slice;
import riffle.operator.Softmax;
import riffle.tensor.Shape;

/** Shapes for operators that move or mix channels. */
final class ChannelShapes {

    private ChannelShapes() {}

    static List<Operator> all() {
        return Stream.of(shuffle(), slice(), concat(), localResponseNorm(), softmax(false), softmax(true))
                .flatMap(List::stream)
                .toList();
    }

    /** Operators that move channels as they are, of so many images. */
    static List<Operator> moves(int images) {
        Shape shape = new Shape(images, 20, 5, 7);
        return List.of(
                new ChannelShuffle(shape, 4), new Concat(shape, new Shape(images, 3, 5, 7)), new Slice(shape, 3, 11));
    }

    private static List<Operator> shuffle() {
        return List.of(
                new ChannelShuffle(new Shape(1, 1, 1, 1), 1),
                new ChannelShuffle(new Shape(1, 6, 1, 1), 2),
                new ChannelShuffle(new Shape(3, 9, 2, 2), 3),
                new ChannelShuffle(new Shape(3, 20, 5, 7), 4),
                new ChannelShuffle(new Shape(1, 30, 13, 27), 5),
                new ChannelShuffle(new Shape(2, 17, 5, 7), 1),
                new ChannelShuffle(new Shape(2, 17, 5, 7), 17),
                new ChannelShuffle(new Shape(1, 24, 7, 7), 8),
                new ChannelShuffle(new Shape(1, 60, 28, 28), 3));
    }

    private static List<Operator> slice() {
        return List.of(
                new Slice(new Shape(1, 1, 1, 1), 0, 1),
                new Slice(new Shape(1, 6, 1, 1), 5, 1),
                new Slice(new Shape(3, 9, 2, 2), 0, 9),
                new Slice(new Shape(3, 20, 5, 7), 7, 6),
                new Slice(new Shape(2, 17, 13, 27), 0, 8),
                new Slice(new Shape(2, 17, 13, 27), 8, 9),
                new Slice(new Shape(1, 116, 28, 28), 58, 58));
    }

    private static List<Operator> concat() {
        return List.of(
                new Concat(new Shape(1, 1, 1, 1), new Shape(1, 1, 1, 1)),
                new Concat(new Shape(1, 3, 2, 2), new Shape(1, 5, 2, 2)),
                new Concat(new Shape(3, 17, 5, 7), new Shape(3, 1, 5, 7)),
                new Concat(new Shape(3, 1, 5, 7), new Shape(3, 17, 5, 7)),
                new Concat(new Shape(2, 30, 13, 27), new Shape(2, 5, 13, 27)),
                new Concat(new Shape(1, 24, 28, 28), new Shape(1, 36, 28, 28)));
    }

    private static List<Operator> localResponseNorm() {
        return List.of(
                new LocalResponseNorm(new Shape(1, 1, 1, 1), 5, 1e-4, 0.75, 1),
                new LocalResponseNorm(new Shape(1, 3, 2, 2), 5, 1e-4, 0.75, 1),
                new LocalResponseNorm(new Shape(3, 17, 5, 7), 5, 1, 0.75, 1),
                new LocalResponseNorm(new Shape(2, 30, 5, 7), 3, 0.5, 1, 2),
                new LocalResponseNorm(new Shape(1, 5, 13, 27), 4, 2, 0.5, 1),
                new LocalResponseNorm(new Shape(1, 17, 7, 7), 1, 0.1, 0.75, 2),
                new LocalResponseNorm(new Shape(1, 24, 27, 27), 5, 1e-4, 0.75, 1));
    }

    private static List<Operator> softmax(boolean log) {
        return List.of(
                new Softmax(Shape.vector(1, 1), log),
                new Softmax(Shape.vector(3, 17), log),
                new Softmax(Shape.vector(2, 30), log),
                new Softmax(Shape.vector(3, 257), log),
                new Softmax(Shape.vector(1, 1000), log));
    }
}

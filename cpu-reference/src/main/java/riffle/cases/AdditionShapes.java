package riffle.cases;

import java.util.List;
import riffle.network.Network;
import riffle.operator.Arithmetic;
import riffle.operator.Arithmetic.Kind;
import riffle.operator.BatchNorm;
import riffle.operator.ChannelShuffle;
import riffle.operator.GlobalAvgPool;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.tensor.Shape;

/** Graphs with sums behind pointwise convolutions, which fused plans fold where they may, and where they may not. */
final class AdditionShapes {

    private static final Shape INPUT = new Shape(3, 6, 5, 7);
    private static final Shape GATE = new Shape(3, 6, 1, 1);
    private static final Arithmetic SUM = Arithmetic.of(Kind.ADD, INPUT);

    private AdditionShapes() {}

    static List<Case> all() {
        return List.of(
                linear(INPUT),
                linear(new Shape(2, 13, 9, 11)),
                rectified(),
                convolution("a product")
                        .add("end", Arithmetic.of(Kind.MULTIPLY, INPUT), "conv", Network.INPUT)
                        .on(INPUT),
                convolution("a sum with itself").add("end", SUM, "conv", "conv").on(INPUT),
                convolution("a learned sum")
                        .add("end", new Arithmetic(Kind.ADD, INPUT, INPUT, true), "conv")
                        .on(INPUT),
                convolution("two sums")
                        .add("sum", SUM, "conv", Network.INPUT)
                        .add("end", SUM, Network.INPUT, "sum")
                        .on(INPUT),
                convolution("a sum behind a rectifier")
                        .add("relu", new Relu(INPUT), "conv")
                        .add("end", SUM, Network.INPUT, "relu")
                        .on(INPUT),
                convolution("a sum behind a shuffle")
                        .add("shuffle", new ChannelShuffle(INPUT, 2), "conv")
                        .add("end", SUM, Network.INPUT, "shuffle")
                        .on(INPUT),
                gate());
    }

    /** An inverted residual ends like this: nothing is rectified. */
    static Case linear(Shape shape) {
        return new GraphShapes("sum of a convolution of " + shape + " and its input")
                .add("conv", new PointwiseConv(shape, shape.c(), 1, true), Network.INPUT)
                .add("bn", new BatchNorm(shape, 1e-5), "conv")
                .add("sum", Arithmetic.of(Kind.ADD, shape), "bn", Network.INPUT)
                .on(shape);
    }

    private static Case rectified() {
        return convolution("a sum and its rectifier")
                .add("sum", SUM, Network.INPUT, "conv")
                .add("end", new Relu(INPUT), "sum")
                .on(INPUT);
    }

    /** The convolution's result is the smaller operand. */
    private static Case gate() {
        return new GraphShapes("a convolution of single pixels, added to its planes")
                .add("mean", new GlobalAvgPool(INPUT), Network.INPUT)
                .add("conv", new PointwiseConv(GATE, 6, 1, true), "mean")
                .add("end", new Arithmetic(Kind.ADD, INPUT, GATE, false), Network.INPUT, "conv")
                .on(INPUT);
    }

    private static GraphShapes convolution(String then) {
        return new GraphShapes("a convolution and " + then)
                .add("conv", new PointwiseConv(INPUT, 6, 2, true), Network.INPUT);
    }
}

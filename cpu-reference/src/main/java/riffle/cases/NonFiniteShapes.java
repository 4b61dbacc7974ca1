package riffle.cases;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.operator.AvgPool;
import riffle.operator.BatchNorm;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.FullyConnected;
import riffle.operator.GlobalAvgPool;
import riffle.operator.LocalResponseNorm;
import riffle.operator.MaxPool;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Softmax;
import riffle.operator.Window;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/**
 * Cases about NaN and infinities: in some images of each input a few values are replaced by them, and what comes out is
 * the reference's, NaN for NaN. Every kernel of the library meets them, in operators alone, in rows of operators, in
 * units, and in networks.
 */
public final class NonFiniteShapes {

    private static final long SEED = 1910_0131;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    /**
     * What the first, middle and last places of an image get, the middle one inside its plane; the images take turns,
     * and every second keeps what it has.
     */
    private static final List<float[]> ODD = List.of(
            new float[] {INFINITY, -INFINITY, Float.NaN},
            new float[] {Float.NaN, Float.NaN, Float.NaN},
            new float[] {INFINITY, INFINITY, INFINITY},
            new float[] {-INFINITY, -INFINITY, -INFINITY});

    private static final int IMAGES = 2 * 4;

    private NonFiniteShapes() {}

    /** Every case: operators alone, then what fused and merged plans make one launch of, then networks. */
    public static List<Case> all() {
        Stream<Case> single = Stream.of(
                        convolutions(),
                        pools(),
                        ElementwiseShapes.of(shape(17, 5, 7)),
                        ElementwiseShapes.clips(shape(17, 5, 7)),
                        ArithmeticShapes.representatives(IMAGES),
                        ChannelShapes.moves(IMAGES),
                        MoveShapes.of(IMAGES),
                        FrameShapes.of(IMAGES),
                        others())
                .flatMap(List::stream)
                .map(operator -> Case.seeded(operator.toString(), operator.type(), Network.of(operator), SEED));
        Stream<Case> spoilt = Stream.of(
                        single, chains(), GraphShapes.representatives(), UnitShapes.inBatchesOf(IMAGES), networks())
                .flatMap(cases -> cases)
                .map(NonFiniteShapes::spoilt);
        return Stream.concat(spoilt, RowShapes.all()).toList();
    }

    private static Shape shape(int channels, int height, int width) {
        return new Shape(IMAGES, channels, height, width);
    }

    private static List<Operator> convolutions() {
        return List.of(
                new Conv2d(shape(3, 13, 27), 17, Window.square(3, 2, 1), 1, false),
                new Conv2d(shape(3, 35, 23), 20, Window.square(11, 4, 0), 1, true),
                new Conv2d(shape(12, 9, 9), 16, Window.square(5, 1, 2), 2, true),
                new PointwiseConv(shape(20, 5, 7), 12, 4, false),
                new PointwiseConv(shape(17, 13, 11), 30, 1, true),
                new DepthwiseConv(shape(17, 13, 27), Window.square(3, 2, 1), false),
                new DepthwiseConv(shape(17, 7, 9), Window.square(3, 1, 1), true),
                new DepthwiseConv(shape(3, 9, 37), Window.square(3, 1, 1), false),
                new DepthwiseConv(shape(3, 9, 69), Window.square(3, 2, 1), true),
                new DepthwiseConv(shape(3, 9, 11), Window.square(5, 1, 2), true),
                new DepthwiseConv(shape(3, 9, 11), Window.square(5, 2, 2), true),
                ConvolutionShapes.dilated(IMAGES),
                new FullyConnected(shape(17, 1, 1), 5, true),
                new FullyConnected(shape(5, 2, 3), 33, false));
    }

    private static List<Operator> pools() {
        return List.of(
                new AvgPool(shape(5, 13, 27), Window.square(3, 2, 1)),
                new AvgPool(shape(3, 9, 69), Window.square(3, 2, 1)),
                new AvgPool(shape(5, 7, 9), Window.square(2, 2, 0)),
                new MaxPool(shape(17, 5, 7), Window.square(3, 2, 1), false),
                new MaxPool(shape(5, 13, 27), Window.square(3, 2, 0), true),
                new MaxPool(shape(5, 9, 11), Window.square(2, 2, 0), true),
                new GlobalAvgPool(shape(17, 5, 7)));
    }

    private static List<Operator> others() {
        return List.of(
                new LocalResponseNorm(shape(17, 5, 7), 5, 1, 0.75, 1),
                new LocalResponseNorm(shape(17, 5, 7), 5, 1, 0.5, 1),
                new Softmax(Shape.vector(IMAGES, 17), false),
                new Softmax(Shape.vector(IMAGES, 17), true));
    }

    private static Stream<Case> chains() {
        Stream<Operator> convolutions = Stream.of(
                new Conv2d(shape(3, 13, 27), 17, Window.square(3, 2, 1), 1, false),
                new PointwiseConv(shape(20, 5, 7), 12, 4, false),
                new DepthwiseConv(shape(17, 13, 27), Window.square(3, 2, 1), false),
                new DepthwiseConv(shape(17, 7, 9), Window.square(3, 1, 1), false));
        return Stream.concat(
                convolutions.map(convolution -> ShapeTable.chain(
                        "conv_bn_relu",
                        convolution,
                        new BatchNorm(convolution.output(), BatchNorm.DEFAULT_EPSILON),
                        new Relu(convolution.output()))),
                Stream.of(ShapeTable.chain(
                        "conv_relu", new FullyConnected(shape(17, 1, 1), 5, true), new Relu(Shape.vector(IMAGES, 5)))));
    }

    private static Stream<Case> networks() {
        return Stream.of(
                        NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.25).withSize(32, 32),
                        NetworkSpec.of(Architecture.MOBILENET, 1, 0.25).withSize(32, 32))
                .map(spec -> spec.withBatch(IMAGES))
                .map(spec -> Case.seeded(spec.title(), "network", spec.build(), SEED));
    }

    /** The case with other inputs: those of the second input are odd in other images than those of the first. */
    private static Case spoilt(Case sound) {
        AtomicInteger turn = new AtomicInteger();
        return sound.with("NaN and infinities", input -> spoilt(input, turn.getAndIncrement()));
    }

    private static Tensor spoilt(Tensor sound, int turn) {
        Shape shape = sound.shape();
        float[] data = sound.data().clone();
        for (int image = 0; image < shape.n(); image += 2) {
            float[] odd = ODD.get((image / 2 + turn) % ODD.size());
            int first = image * shape.features();
            int middle = shape.c() / 2 * shape.pixels() + shape.pixels() / 2;
            data[first] = odd[0];
            data[first + middle] = odd[1];
            data[first + shape.features() - 1] = odd[2];
        }
        return new Tensor(shape, data);
    }
}

package riffle.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import riffle.operator.BatchNorm;
import riffle.operator.ChannelShuffle;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Window;
import riffle.tensor.Shape;

/** Operators in a row: what fused plans fold into one launch, and a shuffle undone by its inverse. */
final class ChainShapes {

    /** 3x3 at every second row and column. */
    private static final Window DILATED = new Window(3, 3, 1, 2, 2);

    private ChainShapes() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (ChannelShuffle shuffle : List.of(
                new ChannelShuffle(new Shape(1, 6, 1, 1), 2),
                new ChannelShuffle(new Shape(3, 30, 5, 7), 3),
                new ChannelShuffle(new Shape(1, 68, 7, 7), 4))) {
            cases.add(ShapeTable.chain("shuffle_inverse", shuffle, shuffle.inverse()));
        }
        List<Operator> convolutions = new ArrayList<>(List.of(
                new Conv2d(new Shape(3, 3, 13, 27), 17, Window.square(3, 2, 1), 1, false),
                new Conv2d(new Shape(1, 4, 5, 7), 6, Window.square(5, 1, 2), 2, true),
                new PointwiseConv(new Shape(3, 20, 5, 7), 12, 4, false),
                new PointwiseConv(new Shape(1, 17, 13, 27), 30, 1, true),
                new DepthwiseConv(new Shape(3, 17, 13, 27), Window.square(3, 2, 1), false),
                new DepthwiseConv(new Shape(1, 5, 2, 2), Window.square(3, 1, 1), true),
                new Conv2d(new Shape(2, 6, 9, 11), 10, Window.square(5, 2, 2), 2, true),
                new Conv2d(new Shape(2, 6, 13, 19), 12, Window.square(3, 1, 1), 1, false),
                new DepthwiseConv(new Shape(2, 5, 7, 9), Window.square(5, 1, 2), false),
                new DepthwiseConv(new Shape(2, 6, 7, 9), DILATED, true)));
        convolutions.addAll(FrameShapes.foldable());
        for (Operator convolution : convolutions) {
            BatchNorm normalisation = new BatchNorm(convolution.output(), BatchNorm.DEFAULT_EPSILON);
            Relu rectifier = new Relu(convolution.output());
            cases.add(ShapeTable.chain("conv_bn", convolution, normalisation));
            cases.add(ShapeTable.chain("conv_bn_relu", convolution, normalisation, rectifier));
            cases.add(ShapeTable.chain("conv_relu", convolution, rectifier));
        }
        PointwiseConv first = new PointwiseConv(new Shape(2, 15, 5, 7), 12, 3, false);
        BatchNorm normalisation = new BatchNorm(first.output(), BatchNorm.DEFAULT_EPSILON);
        Relu rectifier = new Relu(first.output());
        ChannelShuffle shuffle = new ChannelShuffle(first.output(), 3);
        for (int stride = 1; stride <= 2; stride++) {
            DepthwiseConv depthwise = new DepthwiseConv(shuffle.output(), Window.square(3, stride, 1), false);
            cases.add(ShapeTable.chain("conv_shuffle_conv", first, normalisation, rectifier, shuffle, depthwise));
        }
        cases.addAll(shuffledBehindEveryKernel());
        return cases;
    }

    /** A shuffle that moves every channel but two, folded into what computes them. */
    private static List<Case> shuffledBehindEveryKernel() {
        Shape few = new Shape(2, 3, 9, 11);
        Shape many = few.withChannels(12);
        Stream<Operator> usual = Stream.of(
                new Conv2d(few, 12, Window.square(3, 2, 1), 1, false),
                new Conv2d(many, 12, Window.square(5, 2, 2), 2, true),
                new Conv2d(many, 12, Window.square(3, 1, 1), 2, true),
                new DepthwiseConv(many, Window.square(3, 1, 1), false),
                new DepthwiseConv(many, Window.square(3, 2, 1), false),
                new DepthwiseConv(many, Window.square(5, 1, 2), true),
                new DepthwiseConv(many, DILATED, true));
        return Stream.concat(usual, FrameShapes.foldable().stream())
                .map(convolution -> {
                    ChannelShuffle shuffle = new ChannelShuffle(convolution.output(), 3);
                    return ShapeTable.chain(
                            "conv_shuffle_conv", convolution, shuffle, new PointwiseConv(shuffle.output(), 5, 1, true));
                })
                .toList();
    }
}

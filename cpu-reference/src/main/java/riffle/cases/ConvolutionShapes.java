package riffle.cases;

import java.util.List;
import java.util.stream.Stream;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.FullyConnected;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;
import riffle.operator.Window;
import riffle.tensor.Shape;

/** Shapes for convolutions in their three forms, and for fully connected layers. */
final class ConvolutionShapes {

    private ConvolutionShapes() {}

    static List<Operator> all() {
        return Stream.of(conv2d(), pointwise(), depthwise(), dilated(), fullyConnected())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Operator> conv2d() {
        return List.of(
                new Conv2d(new Shape(1, 1, 1, 1), 1, Window.square(1, 1, 0), 1, true),
                new Conv2d(new Shape(1, 3, 1, 1), 5, Window.square(3, 1, 1), 1, false),
                new Conv2d(new Shape(1, 3, 2, 2), 17, Window.square(3, 2, 1), 1, false),
                new Conv2d(new Shape(3, 3, 5, 7), 12, Window.square(3, 2, 1), 1, false),
                new Conv2d(new Shape(2, 17, 13, 27), 5, Window.square(3, 1, 1), 1, true),
                new Conv2d(new Shape(1, 5, 5, 7), 30, new Window(3, 5, 1, 2), 5, true),
                new Conv2d(new Shape(2, 6, 13, 7), 9, new Window(5, 1, 2, 1), 3, false),
                new Conv2d(new Shape(1, 4, 7, 5), 6, new Window(1, 7, 1, 3), 2, true),
                new Conv2d(new Shape(1, 7, 9, 7), 7, Window.square(1, 2, 0), 7, false),
                new Conv2d(new Shape(1, 3, 9, 9), 4, Window.square(1, 1, 1), 1, true),
                new Conv2d(new Shape(1, 3, 35, 47), 20, Window.square(11, 4, 0), 1, true),
                new Conv2d(new Shape(1, 12, 13, 13), 16, Window.square(5, 1, 2), 2, true),
                new Conv2d(new Shape(3, 16, 6, 6), 24, Window.square(3, 1, 1), 8, true),
                new Conv2d(new Shape(1, 3, 33, 31), 24, Window.square(3, 2, 1), 1, false),
                new Conv2d(new Shape(2, 2, 4, 261), 9, Window.square(3, 2, 1), 1, true),
                new Conv2d(new Shape(1, 5, 9, 7), 6, Window.square(3, 2, 1), 1, true),
                new Conv2d(new Shape(1, 2, 5, 9), 75, Window.square(3, 1, 1), 1, true),
                new Conv2d(new Shape(1, 2, 11, 9), 75, Window.square(5, 3, 2), 1, true));
    }

    private static List<Operator> pointwise() {
        return List.of(
                new PointwiseConv(new Shape(1, 1, 1, 1), 1, 1, false),
                new PointwiseConv(new Shape(1, 3, 2, 2), 5, 1, true),
                new PointwiseConv(new Shape(3, 17, 5, 7), 30, 1, false),
                new PointwiseConv(new Shape(1, 30, 13, 27), 17, 1, true),
                new PointwiseConv(new Shape(2, 6, 1, 1), 10, 2, true),
                new PointwiseConv(new Shape(1, 9, 13, 27), 15, 3, false),
                new PointwiseConv(new Shape(3, 20, 5, 7), 12, 4, false),
                new PointwiseConv(new Shape(1, 5, 7, 7), 5, 5, true),
                new PointwiseConv(new Shape(2, 24, 3, 5), 8, 8, false),
                new PointwiseConv(new Shape(2, 9, 6, 3), 9, 3, true),
                new PointwiseConv(new Shape(1, 10, 4, 5), 10, 2, true),
                new PointwiseConv(new Shape(1, 7, 2, 17), 11, 1, false),
                new PointwiseConv(new Shape(1, 12, 28, 28), 27, 1, false),
                new PointwiseConv(new Shape(1, 240, 7, 7), 60, 3, false),
                new PointwiseConv(new Shape(1, 96, 7, 7), 384, 8, false));
    }

    private static List<Operator> depthwise() {
        return List.of(
                new DepthwiseConv(new Shape(1, 1, 1, 1), Window.square(3, 1, 1), false),
                new DepthwiseConv(new Shape(1, 3, 1, 1), Window.square(3, 2, 1), true),
                new DepthwiseConv(new Shape(1, 5, 2, 2), Window.square(3, 2, 1), false),
                new DepthwiseConv(new Shape(3, 17, 5, 7), Window.square(3, 1, 1), false),
                new DepthwiseConv(new Shape(3, 17, 5, 7), Window.square(3, 2, 1), true),
                new DepthwiseConv(new Shape(1, 30, 13, 27), Window.square(3, 1, 1), true),
                new DepthwiseConv(new Shape(2, 30, 27, 13), Window.square(3, 2, 1), false),
                new DepthwiseConv(new Shape(1, 8, 7, 7), Window.square(3, 1, 0), false),
                new DepthwiseConv(new Shape(2, 3, 9, 9), Window.square(5, 2, 2), true),
                new DepthwiseConv(new Shape(1, 7, 9, 11), new Window(1, 3, 4, 1), false),
                new DepthwiseConv(new Shape(1, 60, 28, 28), Window.square(3, 2, 1), false),
                new DepthwiseConv(new Shape(1, 96, 7, 7), Window.square(3, 1, 1), false));
    }

    private static List<Operator> dilated() {
        return List.of(
                dilated(1),
                new DepthwiseConv(new Shape(1, 1, 3, 3), new Window(3, 3, 1, 2, 3), true),
                new DepthwiseConv(new Shape(3, 5, 9, 7), new Window(3, 3, 2, 2, 2), true),
                new DepthwiseConv(new Shape(2, 17, 13, 27), new Window(3, 5, 1, 4, 3), false),
                new DepthwiseConv(new Shape(1, 24, 28, 28), new Window(3, 3, 1, 6, 6), false));
    }

    /** One of so many images. */
    static Operator dilated(int images) {
        return new DepthwiseConv(new Shape(images, 6, 7, 9), new Window(3, 3, 1, 2, 2), true);
    }

    private static List<Operator> fullyConnected() {
        return List.of(
                new FullyConnected(new Shape(1, 1, 1, 1), 1, true),
                new FullyConnected(new Shape(3, 17, 1, 1), 5, true),
                new FullyConnected(new Shape(2, 30, 1, 1), 1, false),
                new FullyConnected(new Shape(3, 5, 2, 3), 7, true),
                new FullyConnected(new Shape(1, 16, 6, 6), 33, true),
                new FullyConnected(new Shape(1, 240, 1, 1), 100, true),
                new FullyConnected(new Shape(3, 511, 1, 1), 129, false));
    }
}

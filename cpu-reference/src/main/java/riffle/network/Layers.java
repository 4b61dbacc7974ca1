package riffle.network;

import java.util.function.Function;
import riffle.operator.BatchNorm;
import riffle.operator.Clip;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;
import riffle.operator.Window;
import riffle.tensor.Shape;

/**
 * Layers whose input is not known yet, for a {@link Sequence}. Convolutions have no bias, for a normalisation follows;
 * windows are padded by half, so that a stride of 1 keeps the size.
 */
final class Layers {

    private static final double SIX = 6;

    private Layers() {}

    static Function<Shape, Operator> conv(int channels, int kernel, int stride) {
        return in -> new Conv2d(in, channels, padded(kernel, stride), 1, false);
    }

    static Function<Shape, Operator> depthwise(int kernel, int stride) {
        return in -> new DepthwiseConv(in, padded(kernel, stride), false);
    }

    static Function<Shape, Operator> pointwise(int channels) {
        return in -> new PointwiseConv(in, channels, 1, false);
    }

    static Function<Shape, Operator> norm(double epsilon) {
        return in -> new BatchNorm(in, epsilon);
    }

    static Operator norm(Shape in) {
        return new BatchNorm(in, BatchNorm.DEFAULT_EPSILON);
    }

    static Operator relu6(Shape in) {
        return new Clip(in, 0, SIX);
    }

    static Window padded(int kernel, int stride) {
        return Window.square(kernel, stride, kernel / 2);
    }
}

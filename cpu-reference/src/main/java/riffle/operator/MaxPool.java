package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * Max pooling; padding never wins.
 *
 * @param input input shape, N x C x H x W
 * @param window kernel size, stride and padding (at most half the kernel)
 * @param roundUp whether a last, partial window counts, as in Caffe's AlexNet
 */
public record MaxPool(Shape input, Window window, boolean roundUp) implements Operator {

    /** Mean square of the largest of a window of rectified, partly correlated values over that of one of them. */
    static final double MEAN_SQUARE_GAIN = 3;

    /**
     * @throws IllegalArgumentException if the window does not fit the input or is more than half padding
     */
    public MaxPool {
        Pools.check("max_pool", input, window);
    }

    @Override
    public String type() {
        return "max_pool";
    }

    @Override
    public String operatorClass() {
        return "pooling";
    }

    @Override
    public Rounding rounding() {
        return Rounding.MOVED;
    }

    @Override
    public double meanSquare(List<Double> in) {
        return MEAN_SQUARE_GAIN * in.get(0);
    }

    @Override
    public List<Shape> inputs() {
        return List.of(input);
    }

    @Override
    public Shape output() {
        return roundUp ? window.slideRoundedUp(type(), input, input.c()) : window.slide(type(), input, input.c());
    }
}

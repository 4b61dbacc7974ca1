package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * Average pooling; padding counts as zeros in the mean. A stride-2 unit's shortcut is 3x3, stride 2, padding 1 (paper,
 * Fig. 2c).
 *
 * @param input input shape, N x C x H x W
 * @param window kernel size, stride and padding (at most half the kernel)
 */
public record AvgPool(Shape input, Window window) implements Operator {

    /**
     * @throws IllegalArgumentException if the window does not fit the input or is more than half padding
     */
    public AvgPool {
        Pools.check("avg_pool", input, window);
    }

    @Override
    public String type() {
        return "avg_pool";
    }

    @Override
    public String operatorClass() {
        return "pooling";
    }

    @Override
    public Rounding rounding() {
        return Rounding.ELEMENTWISE;
    }

    @Override
    public double meanSquare(List<Double> in) {
        return in.get(0); // averages of rectified values lose little
    }

    @Override
    public List<Shape> inputs() {
        return List.of(input);
    }

    @Override
    public Shape output() {
        return window.slide(type(), input, input.c());
    }
}

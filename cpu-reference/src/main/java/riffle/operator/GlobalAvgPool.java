package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * Global average pooling: the mean of each channel's pixels, a vector of C features per image.
 *
 * @param input input shape, N x C x H x W
 */
public record GlobalAvgPool(Shape input) implements Operator {

    @Override
    public String type() {
        return "global_avg_pool";
    }

    @Override
    public String operatorClass() {
        return "pooling";
    }

    @Override
    public Rounding rounding() {
        return Rounding.SUMMED;
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
        return Shape.vector(input.n(), input.c());
    }
}

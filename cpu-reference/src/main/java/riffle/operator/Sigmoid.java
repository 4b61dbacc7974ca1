package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * The logistic function: {@code 1 / (1 + exp(-x))}. Source: ONNX, Sigmoid.
 *
 * @param input input shape, N x C x H x W
 */
public record Sigmoid(Shape input) implements Elementwise {

    /** Of values around 1/2. */
    static final double MEAN_SQUARE = 0.3;

    @Override
    public String type() {
        return "sigmoid";
    }

    @Override
    public String operatorClass() {
        return "sigmoid";
    }

    @Override
    public Rounding rounding() {
        return Rounding.TRANSCENDENTAL;
    }

    @Override
    public double meanSquare(List<Double> in) {
        return MEAN_SQUARE;
    }

    @Override
    public double of(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}

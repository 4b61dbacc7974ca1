package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * Rectifier: {@code max(x, 0)}.
 *
 * @param input input shape, N x C x H x W
 */
public record Relu(Shape input) implements Elementwise {

    @Override
    public String type() {
        return "relu";
    }

    @Override
    public String operatorClass() {
        return "relu";
    }

    @Override
    public Rounding rounding() {
        return Rounding.MOVED;
    }

    @Override
    public double meanSquare(List<Double> in) {
        return in.get(0) / 2; // half of the values, being centred, become zero
    }

    @Override
    public double of(double x) {
        return Math.max(x, 0);
    }
}

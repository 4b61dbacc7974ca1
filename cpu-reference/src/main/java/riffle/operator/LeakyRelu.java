package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * A rectifier that lets a share of what is negative through: {@code x} where it is at least 0, else {@code alpha x}.
 * Source: ONNX, LeakyRelu.
 *
 * @param input input shape, N x C x H x W
 * @param alpha slope of the negative side
 */
public record LeakyRelu(Shape input, double alpha) implements Elementwise {

    /**
     * @throws IllegalArgumentException if alpha is not finite
     */
    public LeakyRelu {
        Rule.require(Double.isFinite(alpha), "leaky_relu", "alpha is " + alpha + ", must be finite");
    }

    @Override
    public String type() {
        return "leaky_relu";
    }

    @Override
    public String operatorClass() {
        return "leaky relu";
    }

    @Override
    public Rounding rounding() {
        return Rounding.ELEMENTWISE;
    }

    @Override
    public double meanSquare(List<Double> in) {
        return in.get(0) * (1 + alpha * alpha) / 2; // half of centred values each
    }

    @Override
    public double of(double x) {
        return x < 0 ? alpha * x : x;
    }
}

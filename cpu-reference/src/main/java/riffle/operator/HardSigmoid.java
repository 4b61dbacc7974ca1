package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * A line held between 0 and 1 in place of the sigmoid: {@code min(max(alpha x + beta, 0), 1)}. MobileNet v3 has
 * {@code alpha = 1/6, beta = 1/2} (Howard et al. 2019, section 5.2). Source: ONNX, HardSigmoid.
 *
 * @param input input shape, N x C x H x W
 * @param alpha slope
 * @param beta value at 0
 */
public record HardSigmoid(Shape input, double alpha, double beta) implements Elementwise {

    /**
     * @throws IllegalArgumentException if a coefficient is not finite
     */
    public HardSigmoid {
        Rule.require(
                Double.isFinite(alpha) && Double.isFinite(beta),
                "hard_sigmoid",
                "alpha and beta are " + alpha + " and " + beta + ", must be finite");
    }

    @Override
    public String type() {
        return "hard_sigmoid";
    }

    @Override
    public String operatorClass() {
        return "sigmoid";
    }

    @Override
    public Rounding rounding() {
        return Rounding.ELEMENTWISE;
    }

    @Override
    public double meanSquare(List<Double> in) {
        return Sigmoid.MEAN_SQUARE;
    }

    @Override
    public double of(double x) {
        return Math.min(Math.max(alpha * x + beta, 0), 1);
    }
}

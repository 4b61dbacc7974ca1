package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * Local response normalisation across channels (Krizhevsky et al. 2012, section 3.3): {@code x / (k + alpha / size *
 * sum of squares of the size channels around)^beta}, channels outside counting as zero. Alpha is divided by the size,
 * as in Caffe and PyTorch. An even size reaches size / 2 channels down and size / 2 - 1 up.
 *
 * @param input input shape, N x C x H x W
 * @param size channels in a neighbourhood
 * @param alpha weight of the mean square
 * @param beta exponent
 * @param k constant added to the mean square
 */
public record LocalResponseNorm(Shape input, int size, double alpha, double beta, double k) implements Operator {

    /**
     * @throws IllegalArgumentException if the size is below 1, a coefficient is not finite, or the base of the power
     *     could be negative: k and alpha must be at least 0
     */
    public LocalResponseNorm {
        Rule.positive("local_response_norm", "size", size);
        Rule.require(
                Double.isFinite(alpha) && Double.isFinite(beta) && Double.isFinite(k),
                "local_response_norm",
                "alpha, beta and k are " + alpha + ", " + beta + ", " + k + ", must be finite");
        Rule.require(alpha >= 0, "local_response_norm", "alpha is " + alpha + ", must be at least 0");
        Rule.require(k >= 0, "local_response_norm", "k is " + k + ", must be at least 0");
    }

    @Override
    public String type() {
        return "local_response_norm";
    }

    @Override
    public String operatorClass() {
        return "response norm";
    }

    @Override
    public Rounding rounding() {
        return Rounding.TRANSCENDENTAL;
    }

    @Override
    public double meanSquare(List<Double> in) {
        return in.get(0) * Math.pow(k, -2 * beta);
    }

    @Override
    public List<Shape> inputs() {
        return List.of(input);
    }

    @Override
    public Shape output() {
        return input;
    }
}

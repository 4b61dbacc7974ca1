package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * Batch normalisation at inference: {@code weight (x - running_mean) / sqrt(running_var + epsilon) + bias}, per
 * channel.
 *
 * @param input input shape, N x C x H x W
 * @param epsilon added to the variance
 */
public record BatchNorm(Shape input, double epsilon) implements Operator {

    /** PyTorch's and the paper's default. */
    public static final double DEFAULT_EPSILON = 1e-5;

    /**
     * @throws IllegalArgumentException if epsilon is negative or not finite
     */
    public BatchNorm {
        Rule.require(
                epsilon >= 0 && Double.isFinite(epsilon),
                "batch_norm",
                "epsilon is " + epsilon + ", must be finite and at least 0");
    }

    @Override
    public String type() {
        return "batch_norm";
    }

    @Override
    public String operatorClass() {
        return "batch norm";
    }

    @Override
    public Rounding rounding() {
        return Rounding.ELEMENTWISE;
    }

    @Override
    public double meanSquare(List<Double> in) {
        return in.get(0); // the statistics drawn are nearly neutral
    }

    @Override
    public List<Shape> inputs() {
        return List.of(input);
    }

    @Override
    public Shape output() {
        return input;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.of("weight", input.c()),
                Parameter.of("bias", input.c()),
                Parameter.of("running_mean", input.c()),
                Parameter.of("running_var", input.c()));
    }
}

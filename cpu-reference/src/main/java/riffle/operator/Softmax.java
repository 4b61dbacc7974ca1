package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * Softmax over the channels of a feature vector, or its logarithm.
 *
 * @param input input shape, N x C x 1 x 1
 * @param log whether the logarithm is wanted
 */
public record Softmax(Shape input, boolean log) implements Operator {

    /**
     * @throws IllegalArgumentException if the input is not a vector per image
     */
    public Softmax {
        Rule.require(
                input.pixels() == 1,
                log ? "log_softmax" : "softmax",
                "input is " + input + ", must be a vector of features (height and width 1)");
    }

    @Override
    public String type() {
        return log ? "log_softmax" : "softmax";
    }

    @Override
    public String operatorClass() {
        return "softmax";
    }

    @Override
    public Rounding rounding() {
        return Rounding.TRANSCENDENTAL;
    }

    @Override
    public double meanSquare(List<Double> in) {
        return in.get(0); // no layer follows whose scale could depend on it
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

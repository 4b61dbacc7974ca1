package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * The same elements, in the same order, in another shape. Plans compute nothing for it: both are one buffer. Source:
 * ONNX, Reshape, Flatten, Squeeze, Unsqueeze.
 *
 * @param input input shape, N x C x H x W
 * @param output shape of the result, of as many elements
 */
public record Reshape(Shape input, Shape output) implements Operator {

    /**
     * @throws IllegalArgumentException if the numbers of elements differ
     */
    public Reshape {
        Rule.require(
                input.elements() == output.elements(),
                "reshape",
                "input is " + input + " and output " + output + ", must have as many elements");
    }

    @Override
    public String type() {
        return "reshape";
    }

    @Override
    public String operatorClass() {
        return "reshape";
    }

    @Override
    public Rounding rounding() {
        return Rounding.MOVED;
    }

    @Override
    public double meanSquare(List<Double> in) {
        return in.get(0);
    }

    @Override
    public List<Shape> inputs() {
        return List.of(input);
    }
}

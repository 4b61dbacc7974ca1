package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * Element-wise addition and rectifier, the end of a stride-1 unit (paper, Fig. 2b): {@code max(a + b, 0)}.
 *
 * @param input shape of both inputs, N x C x H x W
 */
public record AddRelu(Shape input) implements Operator {

    @Override
    public String type() {
        return "add_relu";
    }

    @Override
    public String operatorClass() {
        return "add";
    }

    @Override
    public Rounding rounding() {
        return Rounding.ELEMENTWISE;
    }

    @Override
    public double meanSquare(List<Double> in) {
        // the shortcut is not negative and the branch is centred: little of their sum is lost
        return in.get(0) + in.get(1);
    }

    @Override
    public List<Shape> inputs() {
        return List.of(input, input);
    }

    @Override
    public Shape output() {
        return input;
    }
}

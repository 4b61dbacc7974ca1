package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * Rectifier: {@code max(x, 0)}.
 *
 * @param input input shape, N x C x H x W
 */
public record Relu(Shape input) implements Operator {

    @Override
    public String type() {
        return "relu";
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

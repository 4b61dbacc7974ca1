package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * A rectifier with a learned slope for what is negative, one a channel (He et al. 2015, "Delving Deep into
 * Rectifiers", eq. 1): {@code x} where it is at least 0, else {@code weight[c] x}. Source: ONNX, PRelu.
 *
 * @param input input shape, N x C x H x W
 */
public record PRelu(Shape input) implements Operator {

    @Override
    public String type() {
        return "prelu";
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
        return in.get(0) / 2; // slopes drawn are small
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
        return List.of(Parameter.of("weight", input.c()));
    }
}

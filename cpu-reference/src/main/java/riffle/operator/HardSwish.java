package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * Hard swish (Howard et al. 2019, "Searching for MobileNetV3", section 5.2): {@code x min(max(x + 3, 0), 6) / 6}.
 *
 * @param input input shape, N x C x H x W
 */
public record HardSwish(Shape input) implements Elementwise {

    @Override
    public String type() {
        return "hard_swish";
    }

    @Override
    public String operatorClass() {
        return "hard swish";
    }

    @Override
    public Rounding rounding() {
        return Rounding.ELEMENTWISE;
    }

    @Override
    public double meanSquare(List<Double> in) {
        // of a normal value, as if it were x (x + 3) / 6 throughout: (E x^4 + 9 E x^2) / 36
        return in.get(0) * (in.get(0) + 3) / 12;
    }

    @Override
    public double of(double x) {
        return x * Math.min(Math.max(x + 3, 0), 6) / 6;
    }
}

package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * Values held between two bounds: {@code min(max(x, low), high)}; NaN stays NaN. From 0 to 6 it is the ReLU6 of
 * MobileNet v2 (Sandler et al. 2018, section 3). Source: ONNX, Clip.
 *
 * @param input input shape, N x C x H x W
 * @param low least value; minus infinity for none
 * @param high greatest value; infinity for none
 */
public record Clip(Shape input, double low, double high) implements Elementwise {

    /**
     * @throws IllegalArgumentException if a bound is NaN, or the bounds are the wrong way round
     */
    public Clip {
        Rule.require(low <= high, "clip", "bounds are " + low + " and " + high + ", must be numbers in order");
    }

    @Override
    public String type() {
        return "clip";
    }

    @Override
    public String operatorClass() {
        return "clip";
    }

    @Override
    public Rounding rounding() {
        return Rounding.MOVED;
    }

    @Override
    public double meanSquare(List<Double> in) {
        return low < 0 ? in.get(0) : in.get(0) / 2; // as a rectifier, where it is one
    }

    @Override
    public double of(double x) {
        return Math.min(Math.max(x, low), high);
    }
}

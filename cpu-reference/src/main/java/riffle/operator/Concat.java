package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * Channel concatenation, the end of a stride-2 unit (paper, Fig. 2c): the channels of the first, then those of the
 * second.
 *
 * @param first shape of the first input, N x C1 x H x W
 * @param second shape of the second input, N x C2 x H x W
 */
public record Concat(Shape first, Shape second) implements Operator {

    /**
     * @throws IllegalArgumentException if the inputs differ in anything but channels, or sizes overflow
     */
    public Concat {
        Rule.require(
                first.n() == second.n() && first.h() == second.h() && first.w() == second.w(),
                "concat",
                "inputs are " + first + " and " + second + ", may differ in channels only");
        Rule.require(
                (long) first.c() + second.c() <= Integer.MAX_VALUE,
                "concat",
                "channels " + first.c() + " and " + second.c() + " overflow");
        Shape unused = Rule.shape("concat", first.n(), first.c() + second.c(), first.h(), first.w());
    }

    @Override
    public String type() {
        return "concat";
    }

    @Override
    public String operatorClass() {
        return "concat";
    }

    @Override
    public Rounding rounding() {
        return Rounding.MOVED;
    }

    @Override
    public double meanSquare(List<Double> in) {
        return (first.c() * in.get(0) + second.c() * in.get(1)) / output().c();
    }

    @Override
    public List<Shape> inputs() {
        return List.of(first, second);
    }

    @Override
    public Shape output() {
        return first.withChannels(first.c() + second.c());
    }
}

package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * Sum or product of two tensors, element by element. Where an extent of one of them is 1 it counts for every position
 * of the other's (broadcast): an N x C x 1 x 1 gate scales whole channels, as squeeze and excitation do (Hu et al.
 * 2018, section 3). Source: ONNX, Add, Mul and Broadcasting.
 *
 * @param kind sum or product
 * @param first shape of the first operand, N x C x H x W
 * @param second shape of the second operand
 * @param learned whether the second is a parameter, {@code other}, and not an input
 */
public record Arithmetic(Kind kind, Shape first, Shape second, boolean learned) implements Operator {

    /** What is done with two elements. */
    public enum Kind {
        ADD("add"),
        MULTIPLY("multiply");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** Its name in types and reports. */
        public String label() {
            return label;
        }

        /** The result for two elements. */
        public double of(double a, double b) {
            return this == ADD ? a + b : a * b;
        }
    }

    /**
     * @throws IllegalArgumentException if the shapes differ in an extent that is 1 in neither
     */
    public Arithmetic {
        String type = kind.label();
        Shape unused = Rule.shape(
                type,
                common(type, first, second, first.n(), second.n()),
                common(type, first, second, first.c(), second.c()),
                common(type, first, second, first.h(), second.h()),
                common(type, first, second, first.w(), second.w()));
    }

    /** Two inputs of one shape. */
    public static Arithmetic of(Kind kind, Shape both) {
        return new Arithmetic(kind, both, both, false);
    }

    @Override
    public String type() {
        return kind.label();
    }

    @Override
    public String operatorClass() {
        return kind.label();
    }

    @Override
    public Rounding rounding() {
        return Rounding.ELEMENTWISE;
    }

    @Override
    public double meanSquare(List<Double> in) {
        double other = learned ? 1 : in.get(1);
        return kind == Kind.ADD ? in.get(0) + other : in.get(0) * other;
    }

    @Override
    public List<Shape> inputs() {
        return learned ? List.of(first) : List.of(first, second);
    }

    @Override
    public Shape output() {
        return new Shape(
                Math.max(first.n(), second.n()),
                Math.max(first.c(), second.c()),
                Math.max(first.h(), second.h()),
                Math.max(first.w(), second.w()));
    }

    @Override
    public List<Parameter> parameters() {
        return learned ? List.of(Parameter.of("other", second.n(), second.c(), second.h(), second.w())) : List.of();
    }

    private static int common(String type, Shape first, Shape second, int one, int other) {
        Rule.require(
                one == other || one == 1 || other == 1,
                type,
                "inputs are " + first + " and " + second + ", must be equal or 1 in every extent");
        return Math.max(one, other);
    }
}

package riffle.cases;

import java.util.Locale;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/**
 * How far an output is from what it should be.
 *
 * @param error largest absolute difference over the largest absolute expected value; infinite if the shapes differ or a
 *     value is not finite
 * @param detail the worst place and its two values, or what made the error infinite
 */
public record Comparison(double error, String detail) {

    /** Compares an output with what it should be. */
    public static Comparison of(Tensor actual, Tensor expected) {
        Shape shape = expected.shape();
        if (!actual.shape().equals(shape)) {
            return new Comparison(
                    Double.POSITIVE_INFINITY, "shape is " + actual.shape() + ", expected " + expected.shape());
        }
        double largest = 0;
        double worst = -1;
        int at = 0;
        for (int i = 0; i < shape.elements(); i++) {
            double difference = Math.abs((double) actual.data()[i] - expected.data()[i]);
            if (!Double.isFinite(difference)) {
                return new Comparison(Double.POSITIVE_INFINITY, place(actual, expected, i));
            }
            largest = Math.max(largest, Math.abs(expected.data()[i]));
            if (difference > worst) {
                worst = difference;
                at = i;
            }
        }
        double error = worst == 0 ? 0 : worst / largest;
        return new Comparison(error, place(actual, expected, at));
    }

    /** Whether the error is at most the tolerance. */
    public boolean within(double tolerance) {
        return error <= tolerance;
    }

    private static String place(Tensor actual, Tensor expected, int i) {
        Shape shape = expected.shape();
        return String.format(
                Locale.ROOT,
                "%s instead of %s at (%d, %d, %d, %d)",
                actual.data()[i],
                expected.data()[i],
                i / shape.features(),
                i / shape.pixels() % shape.c(),
                i / shape.w() % shape.h(),
                i % shape.w());
    }
}

package riffle.cases;

import java.util.Locale;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/**
 * How far an output is from what it should be.
 *
 * @param error largest absolute difference over the largest absolute expected value; infinite if the shapes differ or a
 *     value is not finite where it may not be
 * @param detail the worst place and its two values, or what made the error infinite
 */
public record Comparison(double error, String detail) {

    /** Compares an output with what it should be. Values that are not finite are wrong, even where both have them. */
    public static Comparison of(Tensor actual, Tensor expected) {
        return of(actual, expected, false);
    }

    /**
     * The same where values that are not finite are expected: NaN is right where NaN should be, an infinity where that
     * same infinity should be. All other values are compared as ever.
     */
    public static Comparison withNonFinite(Tensor actual, Tensor expected) {
        return of(actual, expected, true);
    }

    private static Comparison of(Tensor actual, Tensor expected, boolean mayMatch) {
        Shape shape = expected.shape();
        if (!actual.shape().equals(shape)) {
            return new Comparison(
                    Double.POSITIVE_INFINITY, "shape is " + actual.shape() + ", expected " + expected.shape());
        }
        double largest = 0;
        double worst = 0;
        int at = 0;
        for (int i = 0; i < shape.elements(); i++) {
            float is = actual.data()[i];
            float should = expected.data()[i];
            if (mayMatch && !Float.isFinite(should) && Float.compare(is, should) == 0) {
                continue;
            }
            double difference = Math.abs((double) is - should);
            if (!Double.isFinite(difference)) {
                String rule = mayMatch ? "" : ", where both should be finite";
                return new Comparison(Double.POSITIVE_INFINITY, place(actual, expected, i) + rule);
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

package riffle.network;

import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/** Finds the scale that somebody must have meant by a width: 0.25 rather than 0.2353. */
final class RoundScale {

    /** Steps of scales, the roundest first. */
    private static final double[] STEPS_PER_ONE = {1, 2, 4, 10, 20, 100, 1000, 1e6};

    private RoundScale() {}

    /** The roundest scale near an estimate that fits; empty if none does. */
    static OptionalDouble near(double estimate, DoublePredicate fits) {
        for (double steps : STEPS_PER_ONE) {
            double scale = Math.rint(estimate * steps) / steps;
            if (scale > 0 && fits.test(scale)) {
                return OptionalDouble.of(scale);
            }
        }
        return OptionalDouble.empty();
    }
}

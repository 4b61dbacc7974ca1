package riffle.stats;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * A number and how well it is known.
 *
 * @param value the number
 * @param interval its 95 % interval; empty if there are too few blocks for one
 */
public record Estimate(double value, Optional<Interval> interval) {

    /** A monotone function of the number: its interval is that of the ends, in order. */
    public Estimate map(DoubleUnaryOperator function) {
        return new Estimate(function.applyAsDouble(value), interval.map(known -> {
            double first = function.applyAsDouble(known.low());
            double second = function.applyAsDouble(known.high());
            return new Interval(Math.min(first, second), Math.max(first, second));
        }));
    }
}

package riffle.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals, what becomes of them, and what they say. */
class VerdictTest {

    private static Estimate estimate(double low, double value, double high) {
        return new Estimate(value, Optional.of(new Interval(low, high)));
    }

    @ParameterizedTest
    @CsvSource({
        "0.90, 0.98, FASTER, faster",
        "0.90, 0.99, CANNOT_TELL, can't tell",
        "0.90, 1.10, CANNOT_TELL, can't tell",
        "1.01, 1.10, CANNOT_TELL, can't tell",
        "1.02, 1.10, SLOWER, slower"
    })
    void onePerCentIsNeverCalled(double low, double high, Verdict verdict, String label) {
        assertEquals(verdict, Verdict.of(estimate(low, (low + high) / 2, high)));
        assertEquals(label, verdict.label());
    }

    @Test
    void withoutAnIntervalNothingIsSaid() {
        assertEquals(Verdict.CANNOT_TELL, Verdict.of(new Estimate(0.5, Optional.empty())));
    }

    @Test
    void aFallingFunctionTurnsTheEndsRound() {
        Estimate half = estimate(2, 4, 8).map(value -> 1 / value);
        assertEquals(estimate(0.125, 0.25, 0.5), half);
        assertEquals(estimate(4, 8, 16), estimate(2, 4, 8).map(value -> 2 * value));
        assertEquals(new Estimate(9, Optional.empty()), new Estimate(3, Optional.empty()).map(value -> value * value));
    }

    @Test
    void endsAreInside() {
        Interval interval = new Interval(2, 8);
        assertTrue(interval.contains(2) && interval.contains(5) && interval.contains(8));
        assertFalse(interval.contains(1.9) || interval.contains(8.1) || interval.contains(Double.NaN));
        assertTrue(new Interval(3, 3).contains(3));
    }

    /** The middle of 2 and 8 is 4, half of the one and twice the other. */
    @Test
    void halfWidthIsTheShareOfTheMiddle() {
        assertEquals(1, new Interval(2, 8).halfWidth());
        assertEquals(0, new Interval(3, 3).halfWidth());
    }

    @Test
    void endsOutOfOrderAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Interval(2, 1));
        assertThrows(IllegalArgumentException.class, () -> new Interval(Double.NaN, 1));
    }
}

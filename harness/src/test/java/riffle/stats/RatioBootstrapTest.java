package riffle.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RatioBootstrapTest {

    private static final List<Double> SLOW = List.of(118.0, 121.0, 120.0, 124.0, 119.0, 122.0, 120.0);
    private static final List<Double> FAST = List.of(10.0, 10.2, 9.9, 10.1, 10.0, 10.3, 9.8);

    @Test
    void holdsTheRatioOfMedians() {
        Interval interval = RatioBootstrap.interval(SLOW, FAST, 1).orElseThrow();
        assertTrue(interval.contains(12.0), interval.toString());
        assertTrue(interval.low() > 11 && interval.high() < 13, interval.toString());
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        assertEquals(RatioBootstrap.interval(SLOW, FAST, 5), RatioBootstrap.interval(SLOW, FAST, 5));
    }

    @Test
    void whatDisturbsBothSidesOfABlockDisturbsNothing() {
        List<Double> drifting = List.of(10.0, 20.0, 30.0, 40.0, 50.0);
        List<Double> twice = drifting.stream().map(value -> 2 * value).toList();
        assertEquals(Optional.of(new Interval(2, 2)), RatioBootstrap.interval(twice, drifting, 1));
    }

    @Test
    void tooFewBlocksGiveNoInterval() {
        assertEquals(Optional.empty(), RatioBootstrap.interval(SLOW.subList(0, 4), FAST.subList(0, 4), 1));
    }

    @Test
    void refusesUnpairedBlocks() {
        assertThrows(IllegalArgumentException.class, () -> RatioBootstrap.interval(SLOW, FAST.subList(0, 5), 1));
    }
}

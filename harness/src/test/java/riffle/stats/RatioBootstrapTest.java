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
        Estimate paired = RatioBootstrap.paired(SLOW, FAST);
        assertEquals(12, paired.value(), 0.2);
        Interval interval = paired.interval().orElseThrow();
        assertTrue(interval.contains(12.0), interval.toString());
        assertTrue(interval.low() > 11 && interval.high() < 13, interval.toString());
        Interval unpaired = RatioBootstrap.unpaired(SLOW, FAST).interval().orElseThrow();
        assertTrue(unpaired.contains(12.0), unpaired.toString());
        assertTrue(unpaired.low() > 11 && unpaired.high() < 13, unpaired.toString());
    }

    @Test
    void theSameBlocksGiveTheSameInterval() {
        assertEquals(RatioBootstrap.paired(SLOW, FAST), RatioBootstrap.paired(SLOW, FAST));
        assertEquals(RatioBootstrap.unpaired(SLOW, FAST), RatioBootstrap.unpaired(SLOW, FAST));
    }

    @Test
    void whatDisturbsBothSidesOfABlockDisturbsNothing() {
        List<Double> drifting = List.of(10.0, 20.0, 30.0, 40.0, 50.0);
        List<Double> twice = drifting.stream().map(value -> 2 * value).toList();
        Estimate estimate = RatioBootstrap.paired(twice, drifting);
        assertEquals(2, estimate.value(), 1e-12);
        assertEquals(2, estimate.interval().orElseThrow().low(), 1e-12);
        assertEquals(2, estimate.interval().orElseThrow().high(), 1e-12);
    }

    @Test
    void oneDisturbedBlockMovesTheNumberLittle() {
        List<Double> disturbed = List.of(118.0, 121.0, 120.0, 124.0, 119.0, 122.0, 480.0);
        assertEquals(12, RatioBootstrap.paired(disturbed, FAST).value(), 0.3);
        assertEquals(12, RatioBootstrap.unpaired(disturbed, FAST).value(), 0.3);
    }

    @Test
    void theOtherWayRoundIsTheReciprocal() {
        Estimate forth = RatioBootstrap.paired(SLOW, FAST);
        Estimate back = RatioBootstrap.paired(FAST, SLOW).map(ratio -> 1 / ratio);
        assertEquals(forth.value(), back.value(), 1e-9);
        assertEquals(
                forth.interval().orElseThrow().low(),
                back.interval().orElseThrow().low(),
                0.05);
    }

    @Test
    void tooFewBlocksGiveANumberAndNoInterval() {
        assertEquals(
                Optional.empty(),
                RatioBootstrap.paired(SLOW.subList(0, 4), FAST.subList(0, 4)).interval());
        assertEquals(
                Optional.empty(),
                RatioBootstrap.unpaired(SLOW.subList(0, 3), FAST).interval());
        assertTrue(RatioBootstrap.unpaired(SLOW.subList(0, 4), FAST).interval().isPresent());
        assertEquals(
                11.8,
                RatioBootstrap.paired(SLOW.subList(0, 1), FAST.subList(0, 1)).value(),
                1e-9);
    }

    @Test
    void refusesUnpairedBlocksAndTimesThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> RatioBootstrap.paired(SLOW, FAST.subList(0, 5)));
        assertThrows(IllegalArgumentException.class, () -> RatioBootstrap.paired(List.of(), List.of()));
        assertThrows(IllegalArgumentException.class, () -> RatioBootstrap.unpaired(List.of(0.0), List.of(1.0)));
    }
}

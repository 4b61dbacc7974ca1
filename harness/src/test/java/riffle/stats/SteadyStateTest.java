package riffle.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class SteadyStateTest {

    private final SteadyState rule = new SteadyState(4, 0.1);

    /** Number of passes after which a series is first found steady; -1 if it is not within 200. */
    private int steadyAfter(IntToLongFunction series) {
        List<Long> passes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            passes.add(series.applyAsLong(i));
            if (rule.reached(passes)) {
                return passes.size();
            }
        }
        return -1;
    }

    @Test
    void aFlatSeriesIsSteadyAfterThreeWindows() {
        assertEquals(12, steadyAfter(i -> 1000));
    }

    @Test
    void stepsOfACompilerAreWaitedFor() {
        assertEquals(24, steadyAfter(i -> i < 5 ? 9000 : i < 11 ? 3000 : 1000));
    }

    @Test
    void aSteadyDriftIsNotSteady() {
        assertEquals(-1, steadyAfter(i -> Math.round(1000 * Math.pow(1.03, i))));
    }

    @Test
    void singleDisturbancesDoNotMatter() {
        assertEquals(12, steadyAfter(i -> i % 4 == 2 ? 50_000 : 1000 + i));
    }

    @Test
    void aLateChangeOfPaceRestartsTheWait() {
        List<Long> passes = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            passes.add(i < 12 ? 1000L : 2000L);
        }
        assertTrue(rule.reached(passes.subList(0, 12)));
        assertFalse(rule.reached(passes));
    }

    @Test
    void askedOncePerWindowOnly() {
        List<Long> passes = new ArrayList<>(Collections.nCopies(13, 1000L));
        assertFalse(rule.reached(passes));
    }

    @Test
    void laterPassesKeepThePaceOrDoNot() {
        List<Long> passes = List.of(9000L, 1000L, 1000L, 1000L, 1000L);
        assertTrue(rule.kept(passes, List.of(1100L, 1150L, 1200L)));
        assertFalse(rule.kept(passes, List.of(1300L, 1300L, 1300L)));
        assertFalse(rule.kept(passes, List.of(700L, 700L, 700L)));
    }

    @Test
    void windowsHoldHalfASecond() {
        assertEquals(1, SteadyState.forPassOf(3_000_000_000L).window());
        assertEquals(5, SteadyState.forPassOf(50_000_000L).window());
        assertEquals(SteadyState.LONGEST_WINDOW, SteadyState.forPassOf(1).window());
        assertEquals(SteadyState.LONGEST_WINDOW, SteadyState.forPassOf(0).window());
    }

    @Test
    void refusesAnEmptyWindow() {
        assertThrows(IllegalArgumentException.class, () -> new SteadyState(0, 0.1));
        assertThrows(IllegalArgumentException.class, () -> new SteadyState(1, Double.NaN));
    }

    /** A quarter more between the slowest and the fastest of three windows of one pass is still steady. */
    @Test
    void whatDiffersByTheToleranceIsSteady() {
        SteadyState quarter = new SteadyState(1, 0.25);
        assertTrue(quarter.reached(List.of(100L, 110L, 125L)));
        assertFalse(quarter.reached(List.of(100L, 110L, 126L)));
        assertTrue(quarter.kept(List.of(100L), List.of(150L)));
        assertTrue(quarter.kept(List.of(150L), List.of(100L)));
        assertFalse(quarter.kept(List.of(100L), List.of(151L)));
    }

    @Test
    void thePaceIsThatOfTheLastWindow() {
        assertTrue(new SteadyState(2, 0).kept(List.of(9000L, 1000L, 1000L), List.of(1000L)));
        assertTrue(new SteadyState(4, 0).kept(List.of(1000L, 1000L), List.of(1000L)));
    }

    @Test
    void theUsualRuleAllowsATenth() {
        assertEquals(new SteadyState(2, 0.1), SteadyState.forPassOf(125_000_000L));
        assertEquals(new SteadyState(1, 0), new SteadyState(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new SteadyState(1, -0.1));
    }
}

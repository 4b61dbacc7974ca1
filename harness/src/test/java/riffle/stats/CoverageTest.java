package riffle.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the intervals promise, on simulated comparisons of a program with itself and with a slower one. */
class CoverageTest {

    private static final int COMPARISONS = 1000;

    static Stream<Arguments> machines() {
        return Stream.of(
                Arguments.of(SimulatedRuns.CORRELATED, 5),
                Arguments.of(SimulatedRuns.CORRELATED, 7),
                Arguments.of(SimulatedRuns.CORRELATED, 10),
                Arguments.of(SimulatedRuns.QUIET, 7),
                Arguments.of(SimulatedRuns.DRIFTING, 7));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void intervalsOfPairsHoldOneInNinetyThreeToNinetySevenOfAHundred(SimulatedRuns machine, int blocks) {
        assertCoverage(93, 97, paired(machine, blocks, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 10})
    void soDoIntervalsOfRunsThatShareNothing(int blocks) {
        RandomGenerator random = SimulatedRuns.random(blocks);
        List<Estimate> estimates = new ArrayList<>();
        for (int i = 0; i < COMPARISONS; i++) {
            SimulatedRuns.Pair pair = SimulatedRuns.CORRELATED.unpaired(blocks, blocks + 1, 1, random);
            estimates.add(RatioBootstrap.unpaired(pair.second(), pair.first()));
        }
        assertCoverage(93, 97, estimates);
    }

    /** Whole processes that something slows down by a fifth: the noise is neither normal nor symmetric. */
    @Test
    void disturbedProcessesCostLittleCoverage() {
        assertCoverage(92, 98, paired(SimulatedRuns.DISTURBED, 7, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7})
    void aSlowdownOfFivePerCentIsFound(int blocks) {
        long found = count(paired(SimulatedRuns.QUIET, blocks, 1.05), Verdict.SLOWER);
        assertTrue(found >= 0.85 * COMPARISONS, () -> found + " of " + COMPARISONS);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 7})
    void aSlowdownOfOnePerCentIsNeverCalledASpeedup(int blocks) {
        assertEquals(0, count(paired(SimulatedRuns.QUIET, blocks, 1.01), Verdict.FASTER));
    }

    /** Where an interval is 5 % wide on either side, nothing at all can be sure of the sign of 1 %. */
    @Test
    void onANoisyMachineHardlyEver() {
        long inverted = count(paired(SimulatedRuns.CORRELATED, 7, 1.01), Verdict.FASTER);
        assertTrue(inverted <= 0.01 * COMPARISONS, () -> inverted + " of " + COMPARISONS);
    }

    private static List<Estimate> paired(SimulatedRuns machine, int blocks, double ratio) {
        RandomGenerator random = SimulatedRuns.random(blocks);
        List<Estimate> estimates = new ArrayList<>();
        for (int i = 0; i < COMPARISONS; i++) {
            SimulatedRuns.Pair pair = machine.paired(blocks, ratio, random);
            estimates.add(RatioBootstrap.paired(pair.second(), pair.first()));
        }
        return estimates;
    }

    private static void assertCoverage(double least, double most, List<Estimate> estimates) {
        long held = estimates.stream()
                .filter(estimate -> estimate.interval().orElseThrow().contains(1))
                .count();
        double percent = 100.0 * held / COMPARISONS;
        assertTrue(least <= percent && percent <= most, () -> percent + " % hold 1");
    }

    private static long count(List<Estimate> estimates, Verdict verdict) {
        return estimates.stream()
                .filter(estimate -> Verdict.of(estimate) == verdict)
                .count();
    }
}

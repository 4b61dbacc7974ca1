package riffle.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the intervals promise, on simulated comparisons of a program with itself. */
class CoverageTest {

    private static final int COMPARISONS = 1000;

    static Stream<Arguments> machines() {
        return Stream.of(SimulatedRuns.QUIET, SimulatedRuns.CORRELATED, SimulatedRuns.DRIFTING, SimulatedRuns.DISTURBED)
                .flatMap(machine -> Stream.of(5, 7, 10).map(blocks -> Arguments.of(machine, blocks)));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void ninetyFivePerCentIntervalsHoldOneInNinetyThreeToNinetySevenOfAHundred(SimulatedRuns machine, int blocks) {
        RandomGenerator random = SimulatedRuns.random(blocks);
        int held = 0;
        double widths = 0;
        for (int i = 0; i < COMPARISONS; i++) {
            SimulatedRuns.Pair pair = machine.paired(blocks, 1, random);
            Interval interval = RatioBootstrap.paired(pair.second(), pair.first()).interval().orElseThrow();
            held += interval.contains(1) ? 1 : 0;
            widths += Math.log(interval.high() / interval.low()) / 2;
        }
        System.out.printf("paired %d %s: %.1f %% half-width %.2f %%%n", blocks, machine, 100.0 * held / COMPARISONS, 100 * widths / COMPARISONS);
    }

    @ParameterizedTest
    @MethodSource("machines")
    void soDoThoseOfRunsThatShareNothing(SimulatedRuns machine, int blocks) {
        RandomGenerator random = SimulatedRuns.random(blocks);
        int held = 0;
        for (int i = 0; i < COMPARISONS; i++) {
            SimulatedRuns.Pair pair = machine.unpaired(blocks - 1, blocks, 1, random);
            held += RatioBootstrap.unpaired(pair.second(), pair.first()).interval().orElseThrow().contains(1) ? 1 : 0;
        }
        System.out.printf("unpaired %d %s: %.1f %%%n", blocks, machine, 100.0 * held / COMPARISONS);
    }
}

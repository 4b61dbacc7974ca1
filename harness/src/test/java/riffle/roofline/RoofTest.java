package riffle.roofline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import riffle.result.OperatorTime;
import riffle.result.RunResult;
import riffle.result.SampleResults;
import riffle.result.ceiling.Ceilings;
import riffle.result.ceiling.Moment;

/** Ceilings of the samples: peak 100 GFLOP/s; read, the best pattern, 200 GB/s up to 32 kB and 20 GB/s beyond. */
class RoofTest {

    private static final Ceilings START = SampleResults.ceilings(Moment.START, 100);
    private static final double EXACT = 1e-9;

    @Test
    void theLevelIsTheFirstThatTheWorkingSetFits() {
        Roof roof = new Roof(START);
        assertEquals("L1", roof.level(1000).name());
        assertEquals("L1", roof.level(32_768).name());
        assertEquals("DRAM", roof.level(32_769).name());
        assertEquals("DRAM", roof.level(Long.MAX_VALUE).name());
        assertEquals(200, roof.level(1000).gbPerS());
    }

    @Test
    void underTheSlopeBandwidthIsTheRoof() {
        // 10^6 multiply-adds and 10^6 bytes in 1 ms: 2 FLOP/B, 2 GFLOP/s, 1 GB/s of 20
        RoofPoint point = new Roof(START).point(new OperatorTime("a", "b", 1_000_000, 1_000_000, 1.0));
        assertEquals(2, point.flopPerByte(), EXACT);
        assertEquals(2, point.gflopPerS(), EXACT);
        assertEquals(1, point.gbPerS(), EXACT);
        assertEquals("DRAM", point.level());
        assertEquals(40, point.attainableGflopPerS(), EXACT);
        assertEquals(0.05, point.shareOfRoof(), EXACT);
        assertEquals(0.1, point.leastFlopPerByte(), EXACT);
        assertFalse(point.computeBound());
    }

    @Test
    void beyondTheRidgePeakIsTheRoof() {
        // 10^8 multiply-adds and 10^6 bytes: 200 FLOP/B, beyond the ridge at 5
        RoofPoint point = new Roof(START).point(new OperatorTime("a", "b", 100_000_000, 1_000_000, 4.0));
        assertEquals(100, point.attainableGflopPerS(), EXACT);
        assertEquals(0.5, point.shareOfRoof(), EXACT);
        assertTrue(point.computeBound());
    }

    @Test
    void aRoofWithoutLevelsIsRefused() {
        Ceilings none = new Ceilings(
                START.when(),
                START.backend(),
                START.device(),
                2,
                START.peak(),
                START.bandwidth(),
                List.of(),
                START.launch(),
                List.of(),
                null);
        assertThrows(IllegalArgumentException.class, () -> new Roof(none).level(1));
    }

    @Test
    void everyTimedLaunchOfARunStandsUnderTheRoofOfItsThreads() {
        Roofline roofline = Roofline.of(SampleResults.RUN);
        assertEquals(3 * 2, roofline.operators().size());
        assertEquals(3 * 2, roofline.classes().size());
        RunResult roofless = new RunResult(RunResult.SCHEMA, SampleResults.ENVIRONMENT, SampleResults.RUN.rows());
        assertEquals(List.of(), Roofline.of(roofless).operators());
    }

    @Test
    void aClassIsTheSumOfItsLaunches() {
        Roof roof = new Roof(START);
        OperatorTime slow = new OperatorTime("slow", "c", 1_000_000, 1_000_000, 1.0);
        OperatorTime fast = new OperatorTime("fast", "c", 100_000_000, 1_000_000, 4.0);
        RoofPoint both = RoofPoint.together(roofed(slow, roof), roofed(fast, roof));
        assertEquals(101, both.flopPerByte(), EXACT);
        assertEquals(202e6 / 5e6, both.gflopPerS(), EXACT);
        assertEquals((0.05 * 1 + 0.5 * 4) / 5, both.shareOfRoof(), EXACT);
    }

    private static RoofedOperator roofed(OperatorTime time, Roof roof) {
        return new RoofedOperator(
                null,
                time.name(),
                time.operatorClass(),
                1,
                time.macs(),
                time.bytes(),
                time.kernelMs(),
                roof.point(time));
    }

    @Test
    void driftBeyondFivePercentIsTooLarge() {
        List<Drift> still = Drift.between(List.of(START, SampleResults.ceilings(Moment.END, 96)));
        assertEquals(1 + 3 * 2, still.size());
        assertTrue(still.stream().noneMatch(Drift::tooLarge), still::toString);
        List<Drift> slower = Drift.between(List.of(START, SampleResults.ceilings(Moment.END, 94)));
        assertEquals(
                List.of("peak"),
                slower.stream().filter(Drift::tooLarge).map(Drift::ceiling).toList());
        assertEquals(List.of(), Drift.between(List.of(START)));
    }
}

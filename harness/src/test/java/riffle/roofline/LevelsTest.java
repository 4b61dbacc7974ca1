package riffle.roofline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import riffle.result.ceiling.Bandwidth;
import riffle.result.ceiling.Pattern;
import riffle.result.ceiling.Plateau;

class LevelsTest {

    private static final long KB = 1 << 10;
    private static final long MB = 1 << 20;

    /**
     * What a working set gets of a machine whose levels end there; beyond an end, bandwidth falls over a factor of 2.
     */
    private static double at(double bytes, double[] ends, double[] gbPerS) {
        for (int i = 0; i < ends.length; i++) {
            if (bytes <= ends[i]) {
                return gbPerS[i];
            }
            if (bytes < 2 * ends[i]) {
                double share = (bytes - ends[i]) / ends[i];
                return gbPerS[i] + share * (gbPerS[i + 1] - gbPerS[i]);
            }
        }
        return gbPerS[ends.length];
    }

    private static List<Bandwidth> curve(long largest, double noise, double[] ends, double... gbPerS) {
        Random random = new Random(1);
        List<Bandwidth> curve = new ArrayList<>();
        for (double bytes = 16 * KB; bytes <= 1.01 * largest; bytes *= Math.sqrt(2)) {
            double rate = at(bytes, ends, gbPerS) * (1 + noise * (2 * random.nextDouble() - 1));
            curve.add(new Bandwidth(Pattern.TRIAD, Math.round(bytes), rate, List.of(rate)));
        }
        return curve;
    }

    private static void assertLevel(String name, double gbPerS, long toBytes, Plateau level) {
        assertEquals(name, level.name());
        assertEquals(gbPerS, level.gbPerS(), 0.1 * gbPerS);
        assertEquals(1, (double) toBytes / level.toBytes(), 0.5, level::toString);
    }

    @Test
    void findsThreeCachesAndMemoryInNoise() {
        double[] ends = {48 * KB, MB, 32 * MB};
        List<Plateau> levels = Levels.of(Pattern.TRIAD, curve(256 * MB, 0.08, ends, 400, 160, 80, 35));
        assertEquals(4, levels.size(), levels::toString);
        assertLevel("L1", 400, 48 * KB, levels.get(0));
        assertLevel("L2", 160, MB, levels.get(1));
        assertLevel("L3", 80, 32 * MB, levels.get(2));
        assertLevel("DRAM", 35, 256 * MB, levels.get(3));
    }

    @Test
    void aMachineWithOneCacheHasTwoLevels() {
        List<Plateau> levels = Levels.of(Pattern.TRIAD, curve(64 * MB, 0.05, new double[] {512 * KB}, 90, 9));
        assertEquals(List.of("L1", "DRAM"), levels.stream().map(Plateau::name).toList());
    }

    @Test
    void whatIsAloneAtTheEndIsNotCalledMemory() {
        List<Plateau> flat = Levels.of(Pattern.TRIAD, curve(64 * MB, 0.05, new double[] {}, 90));
        assertEquals(List.of("L1"), flat.stream().map(Plateau::name).toList());
        List<Bandwidth> shortEnd = new ArrayList<>();
        for (long mb : new long[] {1, 2, 4, 5, 8, 12, 15}) {
            shortEnd.add(new Bandwidth(Pattern.TRIAD, mb * MB, mb > 4 ? 9 : 90, List.of()));
        }
        assertEquals(
                List.of("L1", "L2"),
                Levels.of(Pattern.TRIAD, shortEnd).stream().map(Plateau::name).toList());
    }

    @Test
    void oneLonelyReadingSplitsNoLevel() {
        List<Bandwidth> curve = curve(64 * MB, 0, new double[] {512 * KB}, 90, 9);
        curve.set(4, new Bandwidth(Pattern.TRIAD, curve.get(4).bytes(), 30, List.of(30.0)));
        assertEquals(2, Levels.of(Pattern.TRIAD, curve).size());
    }

    @Test
    void aCurveThatRisesFirstBeginsWithOneLevel() {
        List<Bandwidth> curve = curve(64 * MB, 0, new double[] {512 * KB}, 90, 9);
        curve.set(0, new Bandwidth(Pattern.TRIAD, curve.get(0).bytes(), 60, List.of(60.0)));
        Plateau first = Levels.of(Pattern.TRIAD, curve).getFirst();
        assertEquals(16 * KB, first.fromBytes());
        assertEquals(90, first.gbPerS());
    }

    @Test
    void otherPatternsAreNotLookedAt() {
        List<Bandwidth> curve = curve(64 * MB, 0, new double[] {}, 90);
        assertTrue(Levels.of(Pattern.COPY, curve).isEmpty());
    }
}

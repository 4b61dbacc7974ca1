package riffle.offload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import riffle.offload.BreakEven.Crossing;
import riffle.offload.BreakEven.Rung;

class BreakEvenTest {

    /** Steps at 1, 2, 4, 8, ... */
    private static BreakEven ladder(double... ratios) {
        List<Rung> steps = IntStream.range(0, ratios.length)
                .mapToObj(i -> new Rung(1 << i, ratios[i]))
                .toList();
        return BreakEven.of(steps.reversed());
    }

    @Test
    void oneSideWinsEverywhere() {
        assertEquals(new BreakEven(Crossing.ALWAYS, null, 1, 4), ladder(0.9, 0.5, 0.1));
        assertEquals(new BreakEven(Crossing.NEVER, null, 1, 4), ladder(9, 1, 3));
    }

    /** Ratio 4 at 2 and 1/4 at 4: equal logarithms, so the crossing is their geometric mean. */
    @Test
    void theCrossingLiesOnTheLineBetweenLogarithms() {
        BreakEven from = ladder(8, 4, 0.25);
        assertEquals(Crossing.FROM, from.kind());
        assertEquals(Math.sqrt(8), from.at(), 1e-12);

        BreakEven upTo = ladder(0.5, 0.25, 2);
        assertEquals(Crossing.UP_TO, upTo.kind());
        assertEquals(2 * Math.pow(2, 2 / 3.0), upTo.at(), 1e-12);
    }

    @Test
    void sidesThatChangeTwiceAreAboutEqual() {
        BreakEven mixed = ladder(0.9, 1.1, 0.9);
        assertEquals(Crossing.MIXED, mixed.kind());
        assertNull(mixed.at());
    }

    @Test
    void oneStepSaysNothing() {
        assertEquals(Crossing.UNKNOWN, ladder(0.1).kind());
        assertEquals(Crossing.UNKNOWN, ladder().kind());
    }
}

package riffle.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void quantilesAreInterpolated() {
        Summary summary = Summary.of(List.of(4.0, 1.0, 3.0, 2.0));
        assertEquals(4, summary.count());
        assertEquals(2.5, summary.median(), 1e-12);
        assertEquals(3.7, summary.p90(), 1e-12);
        assertEquals(1, summary.min());
        assertEquals(1.5, summary.iqr(), 1e-12);
    }

    @Test
    void oneSampleIsItsOwnSummary() {
        assertEquals(new Summary(1, 7, 7, 7, 0), Summary.of(List.of(7L)));
    }

    @Test
    void anOutlierMovesNothingButTheTail() {
        Summary quiet = Summary.of(List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1));
        Summary disturbed = Summary.of(List.of(1, 1, 1, 1, 1, 900, 1, 1, 1, 1, 1));
        assertEquals(quiet, disturbed);
    }

    @Test
    void refusesNothing() {
        assertThrows(IllegalArgumentException.class, () -> Summary.of(List.<Double>of()));
    }
}

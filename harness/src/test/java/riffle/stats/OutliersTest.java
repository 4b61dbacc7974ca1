package riffle.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutliersTest {

    /** Quartiles 10.375 and 11.625: inner fences 8.5 and 13.5, outer ones 6.625 and 15.375. */
    @Test
    void countsEachSampleOnceByTheFurthestFenceThatItCrosses() {
        List<Double> samples = List.of(10.0, 11.0, 11.0, 11.5, 12.0, 10.5, 14.5, 30.0, 7.0, 4.0, 10.5, 11.5);
        assertEquals(1.25, Summary.of(samples).iqr(), 1e-12);
        assertEquals(new Outliers(1, 1, 1, 1), Outliers.of(samples));
        assertEquals(4, Outliers.of(samples).total());
    }

    @Test
    void equalSamplesHaveNone() {
        assertEquals(0, Outliers.of(List.of(3.0, 3.0, 3.0)).total());
    }

    @Test
    void refusesNoSamples() {
        assertThrows(IllegalArgumentException.class, () -> Outliers.of(List.of()));
    }

    /** Quartiles 2 and 4: the fences stand at 7 and 10 above, at -1 and -4 below. */
    @Test
    void aSampleOnAFenceIsInside() {
        assertEquals(new Outliers(0, 0, 0, 0), Outliers.of(List.of(1, 2, 3, 4, 7)));
        assertEquals(new Outliers(0, 0, 1, 0), Outliers.of(List.of(1, 2, 3, 4, 10)));
        assertEquals(new Outliers(0, 0, 0, 1), Outliers.of(List.of(1, 2, 3, 4, 11)));
        assertEquals(new Outliers(0, 0, 0, 0), Outliers.of(List.of(-1, 2, 3, 4, 5)));
        assertEquals(new Outliers(0, 1, 0, 0), Outliers.of(List.of(-4, 2, 3, 4, 5)));
        assertEquals(new Outliers(1, 0, 0, 0), Outliers.of(List.of(-5, 2, 3, 4, 5)));
    }
}

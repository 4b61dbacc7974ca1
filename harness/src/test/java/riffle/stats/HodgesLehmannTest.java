package riffle.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HodgesLehmannTest {

    private static final double[] THREE = {1, 6, 2};

    private static int[] drawn(int... times) {
        return times;
    }

    private static double centre(double[] values, int... times) {
        return HodgesLehmann.centre(values).of(times, times);
    }

    /** Means of pairs: 1, 1.5, 2, 3.5, 4 and 6, so the middle lies between 2 and 3.5. */
    @Test
    void centreIsTheMedianOfTheMeansOfAllPairs() {
        assertEquals(2.75, centre(THREE, 1, 1, 1));
        assertEquals(2, centre(new double[] {1, 3}, 1, 1));
        assertEquals(4, centre(new double[] {4}, 1));
    }

    /** 1, 1, 6 have the means 1 (three times), 3.5 (twice) and 6; 6, 6, 1 the means 1, 3.5 twice and 6 thrice. */
    @Test
    void aResampleCountsAValueAsOftenAsItWasDrawn() {
        assertEquals(2.25, centre(THREE, 2, 1, 0));
        assertEquals(4.75, centre(THREE, 1, 2, 0));
        assertEquals(2, centre(THREE, 0, 0, 3));
    }

    /** Differences: 7, 9, 9, 10, 11 and 12. */
    @Test
    void shiftIsTheMedianOfAllDifferences() {
        HodgesLehmann shift = HodgesLehmann.shift(new double[] {1, 2, 4}, new double[] {11, 13});
        assertEquals(9.5, shift.of(drawn(1, 1, 1), drawn(1, 1)));
        assertEquals(9, shift.of(drawn(0, 0, 3), drawn(0, 2)));
        assertEquals(10, shift.of(drawn(2, 1, 0), drawn(2, 0))); // 11 from 1, 1 and 2
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 7})
    void aResampleIsTheSampleOfItsValues(int count) {
        double[] values = new double[count];
        int[] times = new int[count];
        double[] copies = new double[count];
        int next = 0;
        for (int i = 0; i < count; i++) {
            values[i] = i * i;
            times[i] = i == 0 ? 2 : i == 1 ? 0 : 1;
            for (int j = 0; j < times[i]; j++) {
                copies[next++] = values[i];
            }
        }
        int[] once = new int[count];
        Arrays.fill(once, 1);
        assertEquals(centre(copies, once), centre(values, times));
        HodgesLehmann shift = HodgesLehmann.shift(values, new double[] {100, 130});
        HodgesLehmann ofCopies = HodgesLehmann.shift(copies, new double[] {130, 130});
        assertEquals(ofCopies.of(once, drawn(1, 1)), shift.of(times, drawn(0, 2)));
    }

    @Test
    void ofNothingThereIsNone() {
        assertThrows(IllegalArgumentException.class, () -> centre(THREE, 0, 0, 0));
    }
}

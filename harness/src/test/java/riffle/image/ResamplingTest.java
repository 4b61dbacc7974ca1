package riffle.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplingTest {

    private static Photo row(int... reds) {
        byte[] samples = new byte[3 * reds.length];
        for (int x = 0; x < reds.length; x++) {
            samples[3 * x] = (byte) reds[x];
        }
        return new Photo(reds.length, 1, samples);
    }

    @Test
    void halvingAveragesUnderATriangle() {
        // Output 1 lies at 3.0 of 8 inputs: 1.5, 2.5, 3.5, 4.5 weigh 1/4, 3/4, 3/4, 1/4 of 2.
        Photo halved = Resampling.of(8, 4, 0, 4).rows(row(0, 0, 80, 160, 240, 0, 0, 0));
        assertEquals((0 + 3 * 80 + 3 * 160 + 240) / 8, halved.get(1, 0, 0));
        // At the edge what lies outside is left out: 3/4, 3/4, 1/4.
        assertEquals(Math.round(80 * 0.25 / 1.75), halved.get(0, 0, 0));
    }

    @Test
    void doublingInterpolates() {
        Photo doubled = Resampling.of(2, 4, 0, 4).rows(row(40, 80));
        assertEquals(40, doubled.get(0, 0, 0));
        assertEquals(50, doubled.get(1, 0, 0));
        assertEquals(70, doubled.get(2, 0, 0));
        assertEquals(80, doubled.get(3, 0, 0));
    }

    /** Against the same mean in double precision, written down pixel by pixel. */
    @ParameterizedTest
    @CsvSource({"500, 256", "31, 256", "257, 256", "256, 256", "1000, 300", "3, 256"})
    void fixedPointStaysWithinARounding(int from, int to) {
        Random random = new Random(from);
        int[] reds = random.ints(from, 0, 256).toArray();
        Photo resized = Resampling.of(from, to, 0, to).rows(row(reds));
        double scale = (double) from / to;
        double reach = Math.max(1, scale);
        for (int i = 0; i < to; i++) {
            double sum = 0;
            double weights = 0;
            for (int x = 0; x < from; x++) {
                double weight = Math.max(0, 1 - Math.abs(x + 0.5 - (i + 0.5) * scale) / reach);
                sum += weight * reds[x];
                weights += weight;
            }
            assertEquals(sum / weights, resized.get(i, 0, 0), 0.501);
        }
    }

    @Test
    void aPartIsThatPartOfTheWhole() {
        Photo photo = row(new Random(1).ints(90, 0, 256).toArray());
        Photo whole = Resampling.of(90, 50, 0, 50).rows(photo);
        Photo part = Resampling.of(90, 50, 17, 20).rows(photo);
        for (int x = 0; x < 20; x++) {
            assertEquals(whole.get(17 + x, 0, 0), part.get(x, 0, 0));
        }
    }
}

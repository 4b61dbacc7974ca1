package riffle.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import riffle.tensor.Shape;

class BufferTest {

    private static final Shape SHAPE = new Shape(2, 3, 4, 5);

    private static Buffer buffer(Shape shape, int border, int slack) {
        return new Buffer(0, "x", Buffer.Role.INTERMEDIATE, shape, border, slack);
    }

    @Test
    void planesHaveABorderOnEverySideAndTheSlackIsBehindTheLast() {
        Buffer buffer = buffer(SHAPE, 2, 7);
        assertEquals(2 * 3 * (4 + 4) * (5 + 4) + 7, buffer.elements());
        assertEquals(2 * 9 + 2, buffer.index(0, 0, 0));
        assertEquals((1 * 8 + 2 + 2) * 9 + 2 + 3, buffer.index(1, 2, 3));
        assertEquals(buffer.elements() - 7 - 2 * 9 - 2 - 1, buffer.index(5, 3, 4));
    }

    @Test
    void everyPixelHasItsOwnPlace() {
        Buffer buffer = buffer(SHAPE, 1, 0);
        Set<Integer> places = new HashSet<>();
        for (int plane = 0; plane < 6; plane++) {
            for (int row = 0; row < 4; row++) {
                for (int column = 0; column < 5; column++) {
                    int place = buffer.index(plane, row, column);
                    assertTrue(place >= 0 && place < buffer.elements() && places.add(place), () -> "" + place);
                }
            }
        }
    }

    @Test
    void whatIsNegativeOrTooLargeIsRefused() {
        for (int[] wrong : new int[][] {{-1, 0}, {0, -1}}) {
            String message = assertThrows(IllegalArgumentException.class, () -> buffer(SHAPE, wrong[0], wrong[1]))
                    .getMessage();
            assertTrue(
                    message.contains("border is " + wrong[0] + " and slack " + wrong[1] + ", expected at least 0"),
                    message);
        }
        String message = assertThrows(IllegalArgumentException.class, () -> buffer(SHAPE, 1 << 20, 0))
                .getMessage();
        assertTrue(message.contains("has too many elements"), message);
    }
}

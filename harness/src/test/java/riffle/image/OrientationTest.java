package riffle.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {

    /** Two rows of three pixels, told by their red. */
    private static final Photo STORED =
            new Photo(3, 2, new byte[] {1, 0, 0, 2, 0, 0, 3, 0, 0, 4, 0, 0, 5, 0, 0, 6, 0, 0});

    /** What should be seen, by EXIF's value; a slash ends a row. */
    private static final Map<Integer, String> UPRIGHT = Map.of(
            1,
            "123/456/",
            2,
            "321/654/",
            3,
            "654/321/",
            4,
            "456/123/",
            5,
            "14/25/36/",
            6,
            "41/52/63/",
            7,
            "63/52/41/",
            8,
            "36/25/14/");

    private static String reds(Photo photo) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < photo.height(); y++) {
            for (int x = 0; x < photo.width(); x++) {
                text.append(photo.get(x, y, 0));
            }
            text.append('/');
        }
        return text.toString();
    }

    @Test
    void eachOfTheEightIsUndone() {
        UPRIGHT.forEach((value, seen) ->
                assertEquals(seen, reds(Orientation.of(value).orElseThrow().upright(STORED)), "orientation " + value));
        assertEquals(Optional.empty(), Orientation.of(0));
        assertEquals(Optional.empty(), Orientation.of(9));
    }

    private static final int SHORT = 3;
    private static final int LONG = 4;

    @ParameterizedTest
    @ValueSource(ints = {SHORT, LONG})
    void bothByteOrdersAndTypesAreRead(int type) {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            assertEquals(Optional.of(Orientation.NEEDS_CLOCKWISE_TURN), Exif.orientation(Images.exif(order, type, 6)));
        }
    }

    @Test
    void otherValuesAndTypesTellNothing() {
        assertEquals(Optional.empty(), Exif.orientation(Images.exif(ByteOrder.BIG_ENDIAN, SHORT, 9)));
        assertEquals(Optional.empty(), Exif.orientation(Images.exif(ByteOrder.BIG_ENDIAN, LONG, 6 << 16)));
        assertEquals(Optional.empty(), Exif.orientation(Images.exif(ByteOrder.BIG_ENDIAN, 7, 6)));
        byte[] two = Images.exif(ByteOrder.BIG_ENDIAN, SHORT, 6);
        two[29] = 2; // of them
        assertEquals(Optional.empty(), Exif.orientation(two));
    }

    @Test
    void damagedNotesTellNothing() {
        assertEquals(Optional.empty(), Exif.orientation(new byte[] {1, 2, 3}));
        byte[] whole = Images.exif(ByteOrder.BIG_ENDIAN, SHORT, 6);
        for (int length = 0; length < 32; length++) {
            assertEquals(
                    Optional.empty(), Exif.orientation(Images.part(whole, 0, length)), "after " + length + " bytes");
        }
    }
}

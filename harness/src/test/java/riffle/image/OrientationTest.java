package riffle.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
                assertEquals(seen, reds(Orientation.of(value).upright(STORED)), "orientation " + value));
        assertEquals(Orientation.UPRIGHT, Orientation.of(0));
        assertEquals(Orientation.UPRIGHT, Orientation.of(9));
    }

    private static ByteBuffer exif(ByteOrder order, int entries) {
        ByteBuffer tiff = ByteBuffer.allocate(64).order(order);
        tiff.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4D4D))
                .putShort((short) 42)
                .putInt(8);
        tiff.putShort((short) entries);
        tiff.putShort((short) 0x010F).putShort((short) 2).putInt(1).putInt(0);
        tiff.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 6)
                .putShort((short) 0);
        return tiff.flip();
    }

    @Test
    void bothByteOrdersAreRead() {
        assertEquals(Orientation.NEEDS_CLOCKWISE_TURN, Exif.orientation(exif(ByteOrder.LITTLE_ENDIAN, 2)));
        assertEquals(Orientation.NEEDS_CLOCKWISE_TURN, Exif.orientation(exif(ByteOrder.BIG_ENDIAN, 2)));
    }

    @Test
    void damagedNotesTellNothing() {
        assertEquals(Orientation.UPRIGHT, Exif.orientation(exif(ByteOrder.BIG_ENDIAN, 1)));
        assertEquals(Orientation.UPRIGHT, Exif.orientation(ByteBuffer.wrap(new byte[] {1, 2, 3})));
        for (int length = 0; length < 32; length++) {
            ByteBuffer cut = exif(ByteOrder.BIG_ENDIAN, 2).limit(length);
            assertEquals(Orientation.UPRIGHT, Exif.orientation(cut.slice()), "after " + length + " bytes");
        }
    }
}

package riffle.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Colours of JPEG files by libjpeg's rules, each of which Pillow was seen to follow. */
class JpegFileTest {

    /** Not subsampled: where nothing tells, Java takes such files for red, green and blue. */
    private static final String PHOTO = "photo-444-turned.jpg";

    private static final byte[] JFIF = Images.segment(0xE0, Images.text("JFIF\0\1\1\0\0\1\0\1\0\0"));

    @TempDir
    private Path folder;

    private static byte[] adobe(int transform) {
        return Images.segment(0xEE, Images.joined(Images.text("Adobe\0d\0\0\0\0"), new byte[] {(byte) transform}));
    }

    private static byte[] markers(String names) {
        byte[] all = {};
        for (String name : names.split(" ", -1)) {
            all = Images.joined(
                    all,
                    switch (name) {
                        case "jfif" -> JFIF;
                        case "short-jfif" -> Images.segment(0xE0, Images.text("JFIF\0\1\1\0\0\1\0\1\0"));
                        case "short-adobe" -> Images.segment(0xEE, Images.text("Adobe\0d\0\0\0\0"));
                        case "none" -> new byte[0];
                        default -> adobe(Integer.parseInt(name));
                    });
        }
        return all;
    }

    /** A file of three components with other ids in its frame and its one scan. */
    private static byte[] withIds(byte[] jpeg, String ids) {
        byte[] changed = jpeg.clone();
        int at = 2;
        while (changed[at + 1] != (byte) 0xDA) {
            if (changed[at + 1] == (byte) 0xC0) {
                for (int i = 0; i < 3; i++) {
                    changed[at + 10 + 3 * i] = (byte) ids.charAt(i);
                }
            }
            at += 2 + ((changed[at + 2] & 0xFF) << 8 | (changed[at + 3] & 0xFF));
        }
        for (int i = 0; i < 3; i++) {
            changed[at + 5 + 2 * i] = (byte) ids.charAt(i);
        }
        return changed;
    }

    private Photo decoded(String markers, String ids) throws IOException {
        return Images.photo(folder, withIds(Images.withSegments(Images.bytes(PHOTO), markers(markers)), ids));
    }

    @ParameterizedTest
    @CsvSource({
        "none, '\1\2\3', YCBCR",
        "none, '\0\1\2', YCBCR",
        "none, '\3\2\1', YCBCR",
        "none, rgb, YCBCR",
        "none, RGB, RGB",
        "none, YCc, YCBCR",
        "jfif, RGB, YCBCR",
        "jfif 0, RGB, YCBCR",
        "jfif 0, '\1\2\3', YCBCR",
        "0 jfif, RGB, YCBCR",
        "short-jfif, RGB, RGB",
        "0, '\1\2\3', RGB",
        "1, RGB, YCBCR",
        "2, RGB, YCBCR",
        "1 0, '\0\1\2', RGB",
        "short-adobe, RGB, RGB",
        "short-adobe, '\0\1\2', YCBCR",
    })
    void coloursAreToldAsLibjpegDoes(String markers, String ids, JpegColours colours) throws IOException {
        Photo plain = Images.photo(Images.resource(PHOTO));
        Photo found = decoded(markers, ids);

        assertEquals(plain.width(), found.width(), "turned as EXIF says");
        if (colours == JpegColours.YCBCR) {
            assertArrayEquals(plain.samples(), found.samples());
        } else {
            // The same components, taken as they are: the first of them is the plain photo's lightness.
            int compared = 0;
            for (int x = 0; x < plain.width(); x++) {
                int[] colour = {plain.get(x, 9, 0), plain.get(x, 9, 1), plain.get(x, 9, 2)};
                if (Arrays.stream(colour).allMatch(sample -> sample > 0 && sample < 255)) { // others are clipped
                    double lightness = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2];
                    assertEquals(lightness, found.get(x, 9, 0), 1.5);
                    compared++;
                }
            }
            assertTrue(compared > 10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmyk.jpg", "ycck.jpg"})
    void fourComponentsAreRefused(String name) {
        String message = assertThrows(ImageException.class, () -> Images.photo(Images.resource(name)))
                .getMessage();
        assertTrue(message.startsWith(Images.resource(name) + ": "), message);
        assertTrue(message.contains("4 components (CMYK or YCCK)") && message.contains("convert it to RGB"), message);
    }

    @Test
    void twoComponentsAreRefused() {
        assertThrows(IOException.class, () -> JpegColours.of(new byte[] {1, 2}, true, OptionalInt.empty()));
    }

    /** Fill bytes before a marker, rubbish between segments, and segments of programs nobody knows change nothing. */
    @Test
    void whatLibjpegSkipsIsSkipped() throws IOException {
        byte[] jpeg = Images.bytes(PHOTO);
        byte[] fill = {-1, -1, -1};
        byte[] restart = {-1, (byte) 0xD0};
        for (byte[] added : List.of(
                fill,
                restart,
                Images.text("ab\0"),
                Images.segment(0xE5, fill),
                Images.segment(0xFE, Images.text("note")))) {
            Photo found = Images.photo(folder, Images.inserted(jpeg, Images.JPEG_HEAD, added));
            assertArrayEquals(Images.photo(Images.resource(PHOTO)).samples(), found.samples());
        }
    }
}

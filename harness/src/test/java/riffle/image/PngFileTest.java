package riffle.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngFileTest {

    private static final String PALETTE = "palette-transparent.png";

    @TempDir
    private Path folder;

    /** Each chunk in turn: the palette, the pixels, what may be left out, and the end. */
    @Test
    void aWrongChecksumIsRefusedAndItsChunkNamed() throws IOException {
        byte[] png = Images.inserted(Images.bytes(PALETTE), Images.PNG_HEAD, Images.chunk("teXt", new byte[3]));
        List<String> names = new ArrayList<>();
        for (int at = 8; at < png.length; at += 12 + ByteBuffer.wrap(png).getInt(at)) {
            int length = ByteBuffer.wrap(png).getInt(at);
            String name = new String(png, at + 4, 4, StandardCharsets.US_ASCII);
            names.add(name);
            byte[] damaged = png.clone();
            damaged[at + 8 + length] ^= 1;
            Path file = Files.write(folder.resolve("damaged.png"), damaged);
            String message =
                    assertThrows(ImageException.class, () -> Images.photo(file)).getMessage();
            assertTrue(message.startsWith(file + ": "), message);
            assertTrue(message.endsWith("the checksum of its chunk " + name + " is wrong"), message);
        }
        assertTrue(names.containsAll(List.of("IHDR", "teXt", "PLTE", "tRNS", "IDAT", "IEND")), names::toString);
    }

    @Test
    void aPaletteWithAnotherColourIsRefused() throws IOException {
        byte[] png = Images.bytes(PALETTE);
        png[Images.PNG_HEAD + 8] ^= 64;
        Path file = Files.write(folder.resolve("p.png"), png);
        assertThrows(ImageException.class, () -> Images.photo(file));
    }

    @Test
    void whatMayBeLeftOutAndWhatFollowsTheEndChangeNothing() throws IOException {
        byte[] png = Images.bytes(PALETTE);
        for (String chunk : List.of("iCCP", "pHYs", "gAMA", "tIME", "teXt")) {
            byte[] more = Images.inserted(png, Images.PNG_HEAD, Images.chunk(chunk, new byte[1]));
            Photo found = Images.photo(folder, Images.joined(more, Images.text("\0\0\0\1 and whatever follows")));
            assertArrayEquals(Images.photo(Images.resource(PALETTE)).samples(), found.samples(), chunk);
        }
        assertEquals(90, Images.photo(Images.resource(PALETTE)).width());
    }
}

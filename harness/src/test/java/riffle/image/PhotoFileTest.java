package riffle.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import riffle.PipeOf;

class PhotoFileTest {

    @TempDir
    private Path folder;

    @Test
    void imagesAreToldByTheirFirstBytes() {
        assertTrue(PhotoFile.find(Images.resource("grey.jpg")).isPresent());
        assertTrue(PhotoFile.find(Images.resource("grey.png")).isPresent());
        assertTrue(PhotoFile.find(Images.resource("expected.txt")).isEmpty());
    }

    /** A pipe gives its bytes once, and may give them slowly. */
    @ParameterizedTest
    @ValueSource(strings = {"grey.jpg", "rgb-reduced.png"})
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void aPipeIsReadLikeAFile(String name) throws IOException {
        Path pipe = PipeOf.bytes(folder.resolve("pipe"), Images.bytes(name));
        assertArrayEquals(
                Images.photo(Images.resource(name)).samples(),
                Images.photo(pipe).samples());
    }

    @Test
    void whatMayNotBeReadIsSaidToBeSo() throws IOException {
        Path file = Files.write(folder.resolve("mine.png"), Images.bytes("grey.png"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "root reads everything");
        assertRefused(file, "permission denied");
    }

    /** As many pixels as fit a small file: more than Pillow takes, and so thin that it cannot be resized. */
    @Test
    void aFileSaysWhyItsPhotoCannotBePrepared() throws IOException {
        Path thin = Files.write(folder.resolve("thin.png"), Images.greyPng(1, 9_000_000));
        PhotoFile photo = PhotoFile.find(thin).orElseThrow();
        String message = assertThrows(ImageException.class, () -> photo.prepared(Preparation.TORCHVISION))
                .getMessage();
        assertTrue(message.startsWith(thin + ": is 1x9000000 pixels: "), message);
        Path vast = Files.write(folder.resolve("vast.png"), Images.greyPng(178_956_971, 1));
        assertRefused(vast, "has 178956971 pixels, expected at most 178956970");
    }

    @Test
    void sixteenBitGreysKeepTheirUpperHalf() {
        Photo photo = Images.photo(Images.resource("rgb-16-bit.png"));
        assertEquals(37, photo.width());
        assertEquals(128, photo.get(0, 0, 0), 1);
    }

    @Test
    void whatIsNoWholeImageIsRefusedWithItsName() throws IOException {
        assertRefused(folder.resolve("missing.png"), "no such file");
        assertRefused(folder, "cannot be read: Is a directory");
        assertRefused(Files.createFile(folder.resolve("empty.png")), "is empty");
        Path loop = folder.resolve("loop.png");
        assertRefused(Files.createSymbolicLink(loop, loop), "cannot be read: Too many levels of symbolic links");
        for (String name : List.of("photo-420.jpg", "rgb-alpha.png")) {
            byte[] bytes = Files.readAllBytes(Images.resource(name));
            for (int percent : new int[] {1, 10, 50, 80}) {
                byte[] start = Arrays.copyOf(bytes, Math.max(9, bytes.length * percent / 100));
                assertRefused(Files.write(folder.resolve(percent + name), start), "");
            }
        }
    }

    /** Damaged images give an image or the one exception. */
    @Test
    void damageNeverEscapes() throws IOException {
        Random random = new Random(4);
        for (String name : List.of("photo-444-turned.jpg", "palette-transparent.png", "rgb-turned.png", "grey.jpg")) {
            byte[] bytes = Files.readAllBytes(Images.resource(name));
            for (int i = 0; i < 100; i++) {
                byte[] damaged = bytes.clone();
                for (int j = 0; j <= i % 4; j++) {
                    damaged[random.nextInt(i % 2 == 0 ? 200 : damaged.length)] = (byte) random.nextInt();
                }
                Path file = Files.write(
                        folder.resolve("damaged"), name.endsWith(".png") ? Images.sealed(damaged) : damaged);
                try {
                    assertTrue(PhotoFile.find(file).stream()
                            .allMatch(found -> found.photo().width() > 0));
                } catch (ImageException e) {
                    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
                }
            }
        }
    }

    private static void assertRefused(Path file, String reason) {
        String message = assertThrows(ImageException.class, () -> Images.photo(file), file::toString)
                .getMessage();
        assertTrue(message.startsWith(file + ": ") && message.contains(reason), message);
    }
}

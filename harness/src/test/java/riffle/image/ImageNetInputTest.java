package riffle.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** Images made by make.py among the resources, against what torchvision made of them. */
class ImageNetInputTest {

    /** JPEG decoders round differently in their last bit; the resize adds nothing. */
    private static final int JPEG_ROUNDING = 2;

    private static final double JPEG_MEAN = 0.5;
    private static final int PIXELS = 224 * 224;

    @TempDir
    private Path folder;

    /** What torchvision makes of an image: the sums of its channels, and x, y, red, green, blue of some pixels. */
    private record Expected(String name, List<Long> sums, List<List<Integer>> pixels) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Path image(String name) {
        return Path.of(URI.create(
                ImageNetInputTest.class.getResource("/images/" + name).toString()));
    }

    static List<Expected> expected() throws IOException {
        List<Expected> all = new ArrayList<>();
        for (String line : Files.readAllLines(image("expected.txt"))) {
            List<String> words = List.of(line.split(" "));
            if (words.getFirst().equals("image")) {
                List<Long> sums =
                        words.subList(2, 5).stream().map(Long::valueOf).toList();
                all.add(new Expected(words.get(1), sums, new ArrayList<>()));
            } else if (!words.getFirst().equals("#")) {
                all.getLast().pixels().add(words.stream().map(Integer::valueOf).toList());
            }
        }
        return all;
    }

    @Test
    void thereAreImages() throws IOException {
        assertEquals(14, expected().size());
    }

    @ParameterizedTest
    @MethodSource("expected")
    void theCropIsTorchvisions(Expected expected) {
        boolean exact = expected.name().endsWith(".png");
        Photo crop = ImageNetInput.cropped(PhotoFile.read(image(expected.name())));

        for (int channel = 0; channel < 3; channel++) {
            long sum = 0;
            for (int i = 0; i < PIXELS; i++) {
                sum += crop.get(i % 224, i / 224, channel);
            }
            assertEquals((double) expected.sums().get(channel), (double) sum, exact ? 0 : JPEG_MEAN * PIXELS);
        }
        for (List<Integer> pixel : expected.pixels()) {
            for (int channel = 0; channel < 3; channel++) {
                int found = crop.get(pixel.get(0), pixel.get(1), channel);
                assertEquals(pixel.get(2 + channel), found, exact ? 0 : JPEG_ROUNDING, pixel::toString);
            }
        }
    }

    @Test
    void samplesAreNormalisedByImageNet() {
        Photo crop = ImageNetInput.cropped(PhotoFile.read(image("rgb-enlarged.png")));
        Tensor tensor = ImageNetInput.read(image("rgb-enlarged.png"));

        assertEquals(new Shape(1, 3, 224, 224), tensor.shape());
        assertEquals((crop.get(5, 7, 0) / 255.0 - 0.485) / 0.229, tensor.get(0, 0, 7, 5), 1e-6);
        assertEquals((crop.get(5, 7, 1) / 255.0 - 0.456) / 0.224, tensor.get(0, 1, 7, 5), 1e-6);
        assertEquals((crop.get(5, 7, 2) / 255.0 - 0.406) / 0.225, tensor.get(0, 2, 7, 5), 1e-6);
    }

    @Test
    void imagesAreToldByTheirFirstBytes() {
        assertTrue(ImageNetInput.isImage(image("grey.jpg")));
        assertTrue(ImageNetInput.isImage(image("grey.png")));
        assertEquals(false, ImageNetInput.isImage(image("expected.txt")));
        assertEquals(false, ImageNetInput.isImage(folder.resolve("missing.png")));
    }

    @Test
    void sixteenBitGreysKeepTheirUpperHalf() {
        Photo photo = PhotoFile.read(image("rgb-16-bit.png"));
        assertEquals(37, photo.width());
        assertEquals(128, photo.get(0, 0, 0), 1);
    }

    @Test
    void whatIsNoWholeImageIsRefusedWithItsName() throws IOException {
        assertRefused(folder.resolve("missing.png"), "no such file");
        assertRefused(image("expected.txt"), "is neither a PNG nor a JPEG image");
        for (String name : List.of("photo-420.jpg", "rgb-alpha.png")) {
            byte[] bytes = Files.readAllBytes(image(name));
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
            byte[] bytes = Files.readAllBytes(image(name));
            for (int i = 0; i < 100; i++) {
                byte[] damaged = bytes.clone();
                for (int j = 0; j <= i % 4; j++) {
                    damaged[random.nextInt(i % 2 == 0 ? 200 : damaged.length)] = (byte) random.nextInt();
                }
                Path file = Files.write(folder.resolve("damaged"), damaged);
                try {
                    Photo photo = PhotoFile.read(file);
                    assertTrue(photo.width() > 0);
                } catch (ImageException e) {
                    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
                }
            }
        }
    }

    private static void assertRefused(Path file, String reason) {
        String message = assertThrows(ImageException.class, () -> PhotoFile.read(file), file::toString)
                .getMessage();
        assertTrue(message.startsWith(file + ": ") && message.contains(reason), message);
    }
}

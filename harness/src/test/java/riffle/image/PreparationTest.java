package riffle.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.Dialect;

/** Images made by make.py among the resources, against what torchvision and OpenCV made of them. */
class PreparationTest {

    /** JPEG decoders round differently in their last bit; the resize adds nothing. */
    private static final int JPEG_ROUNDING = 2;

    private static final double JPEG_MEAN = 0.5;
    private static final int PIXELS = 224 * 224;

    /** What torchvision makes of an image: the sums of its channels, and x, y, red, green, blue of some pixels. */
    private record Expected(String name, List<Long> sums, List<List<Integer>> pixels) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Expected> expected(String table) throws IOException {
        List<Expected> all = new ArrayList<>();
        for (String line : Files.readAllLines(Images.resource(table))) {
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

    static List<Expected> torchvision() throws IOException {
        return expected("expected.txt");
    }

    static List<Expected> authors() throws IOException {
        return expected("expected-authors.txt");
    }

    @Test
    void thereAreImages() throws IOException {
        assertEquals(14, torchvision().size());
        assertEquals(14, authors().size());
    }

    @ParameterizedTest
    @MethodSource("torchvision")
    void theCropIsTorchvisions(Expected expected) {
        assertCrop(expected, Resampling.crop(Images.photo(Images.resource(expected.name()))));
    }

    @ParameterizedTest
    @MethodSource("authors")
    void theCropIsTheAuthors(Expected expected) {
        assertCrop(expected, Interpolation.crop(Images.photo(Images.resource(expected.name()))));
    }

    private static void assertCrop(Expected expected, Photo crop) {
        boolean exact = expected.name().endsWith(".png");
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

    private static final String NAME = "rgb-enlarged.png";

    private static Tensor prepared(Preparation preparation) {
        PhotoFile file = PhotoFile.find(Images.resource(NAME)).orElseThrow();
        Tensor tensor = file.prepared(preparation);
        assertEquals(file.shape(preparation), tensor.shape());
        return tensor;
    }

    @Test
    void torchvisionNormalisesByImageNet() {
        Photo crop = Resampling.crop(Images.photo(Images.resource(NAME)));
        Tensor tensor = prepared(Preparation.TORCHVISION);

        assertEquals(new Shape(1, 3, 224, 224), tensor.shape());
        assertEquals((crop.get(5, 7, 0) / 255.0 - 0.485) / 0.229, tensor.get(0, 0, 7, 5), 1e-6);
        assertEquals((crop.get(5, 7, 1) / 255.0 - 0.456) / 0.224, tensor.get(0, 1, 7, 5), 1e-6);
        assertEquals((crop.get(5, 7, 2) / 255.0 - 0.406) / 0.225, tensor.get(0, 2, 7, 5), 1e-6);
    }

    @Test
    void theAuthorsTakeBlueGreenRedAsTheyAre() {
        Photo crop = Interpolation.crop(Images.photo(Images.resource(NAME)));
        Tensor tensor = prepared(Preparation.AUTHORS);

        assertEquals(new Shape(1, 3, 224, 224), tensor.shape());
        for (int channel = 0; channel < 3; channel++) {
            assertEquals(crop.get(5, 7, 2 - channel), tensor.get(0, channel, 7, 5));
        }
    }

    @Test
    void noneTakesEveryPixelAsItIs() {
        Photo photo = Images.photo(Images.resource(NAME));
        Tensor tensor = prepared(Preparation.NONE);

        assertEquals(new Shape(1, 3, 30, 40), tensor.shape());
        for (int channel = 0; channel < 3; channel++) {
            assertEquals(photo.get(5, 7, channel), tensor.get(0, channel, 7, 5));
        }
    }

    @Test
    void theDefaultIsTheAuthorsForTheirDialectAlone() {
        for (Dialect dialect : Dialect.values()) {
            assertEquals(
                    dialect == Dialect.AUTHORS ? Preparation.AUTHORS : Preparation.TORCHVISION,
                    Preparation.of(dialect));
        }
    }

    /** So long that the resized side would be no int; a little shorter is resized. */
    @ParameterizedTest
    @EnumSource(names = {"TORCHVISION", "AUTHORS"})
    void whatIsTooThinIsRefusedPlainly(Preparation preparation) {
        for (Photo photo : List.of(thin(1, 9_000_000), thin(9_000_000, 1))) {
            String message = assertThrows(IllegalArgumentException.class, () -> preparation.tensor(photo))
                    .getMessage();
            assertEquals(
                    "is " + photo.width() + "x" + photo.height()
                            + " pixels: with its short side resized to 256 the other"
                            + " has 2304000000, expected at most 2147483647",
                    message);
        }
        assertEquals(
                new Shape(1, 3, 224, 224),
                preparation.tensor(thin(1, 8_000_000)).shape());
    }

    private static Photo thin(int width, int height) {
        return new Photo(width, height, new byte[3 * width * height]);
    }
}

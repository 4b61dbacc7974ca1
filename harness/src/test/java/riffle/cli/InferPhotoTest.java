package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import riffle.PipeOf;
import riffle.image.PhotoFile;
import riffle.image.Preparation;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.reference.Reference;
import riffle.tensor.Tensor;
import riffle.weights.Asked;
import riffle.weights.Checkpoint;
import riffle.weights.SafeTensors;
import riffle.weights.SeededWeights;

/** How infer prepares photos, and says so. */
class InferPhotoTest {

    private static final Path GOLDEN = Path.of("../cpu-reference/src/test/resources/golden/networks");
    private static final Path AUTHORS = GOLDEN.resolve("authors-g3-s0.5-c100-64.safetensors");
    private static final Path PHOTO = Path.of(URI.create(
            InferPhotoTest.class.getResource("/images/rgb-reduced.png").toString()));

    @TempDir
    private Path folder;

    private Path plain;
    private Path output;

    @BeforeEach
    void write() {
        plain = folder.resolve("plain.safetensors");
        NetworkSpec spec = new NetworkSpec(Architecture.SHUFFLENET, 3, 0.25, 1, 224, 224, 10);
        SafeTensors.write(plain, Map.of(), SeededWeights.draw(spec.build(), 5).tensors());
        output = folder.resolve("output.safetensors");
    }

    private Cli infer(Path weights, Path from, String... more) {
        List<String> arguments = new ArrayList<>(List.of("infer", "--backend", "reference", "--output", "" + output));
        arguments.addAll(List.of("--weights", weights.toString(), "--input", from.toString()));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private static float[] expected(Path weights, Preparation preparation) {
        Tensor image = PhotoFile.find(PHOTO).orElseThrow().prepared(preparation);
        Checkpoint checkpoint = Checkpoint.read(weights, Asked.NOTHING, image.shape());
        return Reference.run(checkpoint.network(), checkpoint.weights(), List.of(image))
                .data();
    }

    private float[] written() {
        return SafeTensors.read(output).tensors().get("output").data();
    }

    @Test
    void theDefaultIsTheDialects() {
        Cli authors = infer(AUTHORS, PHOTO);
        assertEquals(0, authors.status(), authors::err);
        assertArrayEquals(expected(AUTHORS, Preparation.AUTHORS), written());
        assertEquals(
                "riffle: " + PHOTO + ": prepared by --preprocess authors, the default for weights of dialect authors:"
                        + " short side to 256 as OpenCV does, middle 224x224, blue green red, 0 to 255",
                authors.err().strip());

        Cli others = infer(plain, PHOTO);
        assertArrayEquals(expected(plain, Preparation.TORCHVISION), written());
        assertTrue(
                others.err().contains("by --preprocess torchvision, the default for weights of dialect plain"),
                others::err);
    }

    @ParameterizedTest
    @CsvSource({"torchvision, TORCHVISION", "authors, AUTHORS"})
    void whatIsAskedForIsDone(String option, Preparation preparation) {
        for (Path weights : List.of(AUTHORS, plain)) {
            Cli cli = infer(weights, PHOTO, "--preprocess", option);
            assertEquals(0, cli.status(), cli::err);
            assertArrayEquals(expected(weights, preparation), written());
            assertTrue(cli.err().contains("prepared by --preprocess " + option + ": short side"), cli::err);
        }
    }

    @Test
    void noneKeepsTheSize() {
        Path small = Path.of(URI.create(
                InferPhotoTest.class.getResource("/images/rgb-enlarged.png").toString()));
        Cli cli = infer(plain, small, "--preprocess", "none");
        assertEquals(0, cli.status(), cli::err);
        assertTrue(cli.out().contains("input 30x40"), cli::out);
        assertTrue(cli.err().contains("--preprocess none: size as it is"), cli::err);
    }

    @Test
    void tensorsAreTakenAsTheyAre() {
        Path tensor = GOLDEN.resolve("authors-g3-s0.5-c100-64.io.safetensors");
        Cli cli = infer(AUTHORS, tensor);
        assertEquals(0, cli.status(), cli::err);
        assertEquals("", cli.err());
        assertEquals(0, infer(AUTHORS, tensor, "--preprocess", "none").status());
        assertRefused(infer(AUTHORS, tensor, "--preprocess", "authors"), "holds a tensor, which is taken as it is");
        assertRefused(infer(AUTHORS, PHOTO, "--preprocess", "caffe"), "no preparation is called 'caffe'");
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void aPhotoMayComeFromAPipe() throws IOException {
        Cli cli = infer(plain, PipeOf.bytes(folder.resolve("pipe"), Files.readAllBytes(PHOTO)));
        assertEquals(0, cli.status(), cli::err);
        assertArrayEquals(expected(plain, Preparation.TORCHVISION), written());
    }

    @Test
    void whatCannotBeReadIsNotSaidToBeOfAnotherKind() throws IOException {
        assertRefused(infer(plain, folder), folder + ": cannot be read: Is a directory");
        assertRefused(infer(plain, Files.createFile(folder.resolve("e.png"))), "e.png: is empty");
        assertRefused(
                infer(plain, PipeOf.bytes(folder.resolve("pipe"), new byte[] {1, 2, 3})),
                "pipe: is neither a PNG nor a JPEG image");
    }

    private static void assertRefused(Cli cli, String reason) {
        assertEquals(2, cli.status(), cli::err);
        assertEquals("", cli.out());
        assertEquals(1, cli.err().lines().count(), cli::err);
        assertTrue(cli.err().contains(reason), cli::err);
    }
}

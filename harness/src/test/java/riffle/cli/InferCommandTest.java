package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.reference.Reference;
import riffle.tensor.Tensor;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

/** infer through the command line, with real workers on the reference. */
class InferCommandTest {

    private static final NetworkSpec SPEC = new NetworkSpec(Architecture.SHUFFLENET, 3, 0.25, 2, 32, 48, 10);
    private static final Network NETWORK = SPEC.build();
    private static final Weights WEIGHTS = SeededWeights.draw(NETWORK, 5);
    private static final Tensor IMAGES = Tensor.random(NETWORK.input(), 6);

    @TempDir
    private Path folder;

    private Path weights;
    private Path input;
    private Path output;

    @BeforeEach
    void write() {
        weights = folder.resolve("weights.safetensors");
        SafeTensors.write(weights, Map.of(), WEIGHTS.tensors());
        input = folder.resolve("input.safetensors");
        writeInput("input", List.of(2, 3, 32, 48), IMAGES.data());
        output = folder.resolve("output.safetensors");
    }

    private void writeInput(String name, List<Integer> extents, float[] data) {
        NamedTensor ignored = new NamedTensor(List.of(1), new float[] {1});
        SafeTensors.write(input, Map.of(), Map.of(name, new NamedTensor(extents, data), "target", ignored));
    }

    private Cli infer(Path from, String... more) {
        List<String> arguments = new ArrayList<>(List.of("infer", "--backend", "reference"));
        arguments.addAll(List.of("--weights", weights.toString(), "--input", from.toString()));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    @Test
    void theOutputIsTheReferences() {
        Cli cli = infer(input, "--output", output.toString(), "--network", "shufflenet", "--groups", "3");

        assertEquals(0, cli.status(), cli::err);
        NamedTensor written = SafeTensors.read(output).tensors().get("output");
        assertEquals(List.of(2, 10), written.dimensions());
        assertArrayEquals(Reference.run(NETWORK, WEIGHTS, List.of(IMAGES)).data(), written.data());
        assertTrue(cli.out().startsWith("ShuffleNet 0.25x (g = 3), weights of dialect plain, input 32x48"), cli::out);
        assertTrue(cli.out().contains("image 1"), cli::out);
    }

    @Test
    void jsonTellsTheMostProbableClassesFirst() throws IOException {
        Path labels = Files.writeString(
                folder.resolve("labels.txt"),
                IntStream.range(0, 10).mapToObj(i -> "thing " + i).collect(Collectors.joining("\n")) + "\n\n");
        Cli cli = infer(input, "--json", "--top", "3", "--labels", labels.toString());

        assertEquals(0, cli.status(), cli::err);
        JsonNode found = new ObjectMapper().readTree(cli.out());
        assertEquals("plain", found.get("dialect").asText());
        assertEquals(3, found.get("groups").asInt());
        assertEquals(0.25, found.get("scale").asDouble());
        assertEquals(10, found.get("classes").asInt());
        JsonNode top = found.get("top").get(0);
        float[] logits = Reference.run(NETWORK, WEIGHTS, List.of(IMAGES)).data();
        double sum =
                IntStream.range(0, 10).mapToDouble(i -> Math.exp(logits[i])).sum();
        TreeMap<Double, Integer> best = new TreeMap<>();
        IntStream.range(0, 10).forEach(i -> best.put(Math.exp(logits[i]) / sum, i));
        assertEquals(3, top.size());
        assertEquals(best.lastEntry().getValue(), top.get(0).get("class").asInt());
        assertEquals(
                "thing " + best.lastEntry().getValue(), top.get(0).get("label").asText());
        assertEquals(best.lastKey(), top.get(0).get("probability").asDouble(), 1e-9);
    }

    @Test
    void aPhotoIsClassified() {
        Path photo = Path.of(URI.create(InferCommandTest.class
                .getResource("/images/photo-444-turned.jpg")
                .toString()));
        Cli cli = infer(photo);
        assertEquals(0, cli.status(), cli::err);
        assertTrue(cli.out().contains("input 224x224, on JVM"), cli::out);
        assertEquals(2 + 2 + 5, cli.out().lines().count(), cli::out);
    }

    @Test
    void whateverIsWrongIsOneLineAndStatus2AndNoOutput() throws IOException {
        assertRefused(infer(folder.resolve("missing.png"), "--output", output.toString()), "missing.png: no such file");
        assertRefused(infer(input, "--groups", "8"), "weights of ShuffleNet 0.25x (g = 3), not of --groups 8");
        assertRefused(infer(input, "--network", "alexnet"), "holds weights of shufflenet, not of --network alexnet");
        assertRefused(infer(input, "--network", "resnet-unit"), "infer runs whole networks");
        assertRefused(infer(input, "--top", "0"), "--top is 0, must be between");
        assertRefused(infer(input, "--output", folder.toString()), "cannot be written");
        assertRefused(
                infer(
                        input,
                        "--labels",
                        Files.writeString(folder.resolve("l"), "a\nb").toString()),
                "2 lines");
        assertRefused(infer(Files.writeString(folder.resolve("notes.txt"), "x")), "neither a PNG nor a JPEG");
        assertRefused(infer(input, "--backend", "abacus"), "");
        writeInput("input", List.of(1, 4, 32, 32), new float[4096]);
        assertRefused(infer(input), "has 4 channels, expected 3");
        writeInput("input", List.of(32, 32), new float[1024]);
        assertRefused(infer(input, "--output", output.toString()), "tensor input is [32, 32], expected [images, 3");
        writeInput("image", List.of(1, 3, 32, 32), new float[3072]);
        assertRefused(infer(input), "no tensor input");
        Files.write(weights, new byte[] {1, 2, 3});
        writeInput("input", List.of(2, 3, 32, 48), IMAGES.data());
        assertRefused(infer(input, "--output", output.toString()), "has 3 bytes, too few");
        assertFalse(Files.exists(output));
    }

    /** The second image of the two, whose output alone is NaN. */
    private void writeInputWithNan() {
        float[] data = IMAGES.data().clone();
        data[data.length - 1] = Float.NaN;
        writeInput("input", List.of(2, 3, 32, 48), data);
    }

    @Test
    void anInputThatIsNotFiniteIsRefused() {
        writeInputWithNan();
        assertRefused(
                infer(input, "--output", output.toString()),
                input + ": tensor input has 1 value that is not finite among 9216, the first NaN at element 9215"
                        + " (--allow-non-finite runs it all the same)");
        assertFalse(Files.exists(output));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json", "--top=3"})
    void anOutputThatIsNotFiniteIsNoListOfClasses(String more) {
        writeInputWithNan();
        Cli cli = infer(input, "--allow-non-finite", more, "--output", output.toString());
        assertEquals(1, cli.status());
        assertEquals("", cli.out());
        assertEquals(
                "riffle: the output has 10 values that are not finite among 20, the first NaN at element 10: no class"
                        + " can be told from it; " + output + " has it\n",
                cli.err());
        float[] written = SafeTensors.read(output).tensors().get("output").data();
        assertTrue(Float.isFinite(written[9]) && Float.isNaN(written[10]));
    }

    /** Finite weights and a finite image, whose sums are beyond float32. */
    @Test
    void anOutputThatOverflowsIsNoListOfClassesEither() {
        Map<String, NamedTensor> huge = new TreeMap<>(WEIGHTS.tensors());
        NamedTensor last = huge.get("fc.weight");
        float[] data = new float[last.data().length];
        Arrays.fill(data, Float.MAX_VALUE);
        huge.put("fc.weight", new NamedTensor(last.dimensions(), data));
        SafeTensors.write(weights, Map.of(), huge);
        Cli cli = infer(input);
        assertEquals(1, cli.status());
        assertEquals("", cli.out());
        assertTrue(
                cli.err().startsWith("riffle: the output has 20 values that are not finite among 20, the first Infin"),
                cli::err);
        assertTrue(cli.err().endsWith("no class can be told from it (--output FILE keeps it)\n"), cli::err);
    }

    @Test
    void weightsThatAreNotFiniteAreRefused() {
        Map<String, NamedTensor> odd = new TreeMap<>(WEIGHTS.tensors());
        odd.put("fc.bias", new NamedTensor(List.of(10), new float[] {0, 1, 2, 3, Float.NaN, 5, 6, 7, 8, Float.NaN}));
        SafeTensors.write(weights, Map.of(), odd);
        assertRefused(
                infer(input, "--allow-non-finite"),
                weights + ": tensor fc.bias has 2 values that are not finite among 10, the first NaN at element 4");
    }

    @Test
    void weightsMustBeGiven() {
        assertRefused(Cli.run("infer", "--input", input.toString()), "--weights");
    }

    private static void assertRefused(Cli cli, String reason) {
        assertEquals(2, cli.status(), cli::err);
        assertEquals("", cli.out());
        assertEquals(1, cli.err().lines().count(), cli::err);
        assertTrue(cli.err().contains(reason), cli::err);
    }
}

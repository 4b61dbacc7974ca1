package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.onnx.OnnxModel;
import riffle.onnx.format.ModelProto;
import riffle.onnx.format.ValueInfoProto;
import riffle.reference.Reference;
import riffle.tensor.Tensor;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

/** A network in an ONNX file, through the command line, with real workers on the reference. */
class OwnNetworkTest {

    private static final NetworkSpec SPEC = new NetworkSpec(Architecture.SHUFFLENET, 3, 0.25, 2, 32, 48, 10);
    private static final Network NETWORK = SPEC.build();
    private static final Weights WEIGHTS = SeededWeights.draw(NETWORK, 5);

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void write() throws IOException {
        model = folder.resolve("mine.onnx");
        Files.write(model, OnnxModel.of(NETWORK, WEIGHTS).toByteArray());
    }

    private Cli run(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--network", model.toString()));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    @Test
    void itsComplexityIsThatOfItsOperators() throws IOException {
        Cli cli = run("complexity", "--json");
        assertEquals(0, cli.status(), cli::err);
        JsonNode row = new ObjectMapper().readTree(cli.out()).get(0);
        assertEquals("onnx", row.get("network").asText());
        assertTrue(cli.out().contains("" + NETWORK.cost().macs() / 2), cli::out);
    }

    @Test
    void itIsVerifiedAndTimed() throws IOException {
        Cli verified = run("verify", "--backend", "reference");
        assertEquals(0, verified.status(), verified::err);
        assertTrue(verified.out().startsWith("mine 2x3x32x48: error 0.0e+00"), verified::out);
        Cli timed = run("bench", "--backend", "reference", "--blocks", "1", "--samples", "2", "--json");
        assertEquals(0, timed.status(), timed::err);
        JsonNode told = new ObjectMapper().readTree(timed.out());
        assertEquals("onnx", told.get("network").asText());
        assertEquals(model.toString(), told.get("model").get("path").asText());
        assertEquals(2, told.get("batch").asInt());
        assertTrue(told.get("verified").asBoolean());
    }

    @Test
    void inferGivesItItsOwnWeights() {
        Tensor images = Tensor.random(NETWORK.input(), 6);
        Path input = folder.resolve("input.safetensors");
        Path output = folder.resolve("output.safetensors");
        SafeTensors.write(input, Map.of(), Map.of("input", new NamedTensor(List.of(2, 3, 32, 48), images.data())));
        Cli cli = run("infer", "--backend", "reference", "--input", input.toString(), "--output", output.toString());
        assertEquals(0, cli.status(), cli::err);
        assertArrayEquals(
                Reference.run(NETWORK, WEIGHTS, List.of(images)).data(),
                SafeTensors.read(output).tensors().get("output").data());
        assertTrue(cli.out().startsWith("mine, weights of"), cli::out);
    }

    @Test
    void itIsExportedAgain() throws IOException {
        Path again = folder.resolve("again.onnx");
        Cli cli = run("export", "--onnx", again.toString());
        assertEquals(0, cli.status(), cli::err);
        // the same network, but for its name
        assertEquals(
                OnnxModel.of(NETWORK, WEIGHTS).getGraph().getNodeList(),
                ModelProto.parseFrom(Files.readAllBytes(again)).getGraph().getNodeList());
    }

    @Test
    void reproducePutsItBesideWhatSpeedupsAreOver() throws IOException {
        Path results = folder.resolve("results");
        Network large = SPEC.withSize(67, 67).build(); // AlexNet's convolutions run at no less
        Files.write(model, OnnxModel.of(large, SeededWeights.draw(large, 5)).toByteArray());
        Cli cli =
                run("reproduce", "--blocks", "1", "--samples", "2", "--results", results.toString(), "--threads", "1");
        assertEquals(0, cli.status(), cli::err);
        assertTrue(cli.out().contains("| mine "), cli::out);
        Path file;
        try (Stream<Path> files = Files.walk(results)) {
            file = files.filter(each -> each.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
        // of another content than this process has read, and gone
        String other = Files.readString(file).replaceAll("\"sha256\" : \"[0-9a-f]{64}\"", "\"sha256\" : \"00\"");
        Files.writeString(file, other);
        Files.delete(model);
        Cli again = Cli.run(
                "report", file.toString(), "--output", folder.resolve("page").toString());
        assertEquals(0, again.status(), again::err);
        String page = Files.readString(folder.resolve("page").resolve("report.md"));
        assertTrue(page.contains("mine.onnx is not there") || page.contains("mine.onnx: is not there"), page);
        assertTrue(page.contains("1.0 MobileNet"), page);
    }

    @Test
    void severalOutputsKeepTheirNames() throws IOException {
        Network network = new NetworkSpec(Architecture.UNIT_B, 3, 0.25, 1, 5, 6, 10).build();
        ModelProto whole = OnnxModel.of(network, SeededWeights.draw(network, 1));
        String inner = whole.getGraph().getNode(0).getOutput(0);
        ModelProto.Builder two = whole.toBuilder();
        two.getGraphBuilder().addOutput(ValueInfoProto.newBuilder().setName(inner));
        Files.write(model, two.build().toByteArray());
        Path input = folder.resolve("input.safetensors");
        Path output = folder.resolve("output.safetensors");
        Tensor x = Tensor.random(network.input(), 6);
        SafeTensors.write(
                input,
                Map.of(),
                Map.of("input", new NamedTensor(List.of(1, network.input().c(), 5, 6), x.data())));
        Cli cli = run("infer", "--backend", "reference", "--input", input.toString(), "--output", output.toString());
        assertEquals(0, cli.status(), cli::err);
        assertEquals(Set.of("output", inner), SafeTensors.read(output).tensors().keySet());
        assertArrayEquals(
                Reference.run(network, SeededWeights.draw(network, 1), List.of(x))
                        .data(),
                SafeTensors.read(output).tensors().get("output").data());
    }

    @Test
    void whatTheFileFixesOrIsNotThereIsRefusedInOneLine() throws IOException {
        refused("mine.onnx: input input: the model fixes axis 2 at 32, so --size cannot make it 64", "--size", "64x64");
        refused("mine.onnx: input input: the model fixes axis 0 at 2, so --batch cannot make it 3", "--batch", "3");
        refused("--scale is for named networks, and --network is", "--scale", "0.5");
        Files.write(model, new byte[] {1, 2, 3});
        refused("mine.onnx: is no ONNX model, or not all of one: ");
        Files.delete(model);
        refused("mine.onnx: is not there");
    }

    private void refused(String message, String... options) {
        Cli cli = run("bench", options);
        assertEquals(2, cli.status(), cli::err);
        assertTrue(cli.err().contains(message), cli::err);
        assertEquals(1, cli.err().lines().count(), cli::err);
        assertFalse(cli.err().contains("Exception"), cli::err);
    }
}

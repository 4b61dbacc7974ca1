package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.onnx.OnnxModel;
import riffle.onnx.format.ModelProto;
import riffle.weights.SafeTensors;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

class ExportCommandTest {

    private static final String GOLDEN = "../cpu-reference/src/test/resources/golden/networks/";

    @TempDir
    private Path folder;

    private Cli export(String options) {
        List<String> arguments = new ArrayList<>(
                List.of("export", "--onnx", folder.resolve("net.onnx").toString()));
        arguments.addAll(List.of(options.split(" ")));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private ModelProto written() throws IOException {
        return ModelProto.parseFrom(Files.readAllBytes(folder.resolve("net.onnx")));
    }

    private void assertRefused(String message, String options) {
        Cli cli = export(options);
        assertEquals(2, cli.status(), cli::err);
        assertTrue(cli.err().contains(message), cli::err);
        assertEquals(1, cli.err().lines().count(), cli::err);
        assertFalse(Files.exists(folder.resolve("net.onnx")));
    }

    @Test
    void withoutWeightsItHasThoseThatAreMeasured() throws IOException {
        Cli cli = export("--network shufflenet --groups 8 --scale 0.25 --size 64x96 --batch 2");
        assertEquals(0, cli.status(), cli::err);
        Network network = NetworkSpec.of(Architecture.SHUFFLENET, 8, 0.25)
                .withSize(64, 96)
                .withBatch(2)
                .build();
        assertEquals(OnnxModel.of(network, SeededWeights.draw(network, 2018)), written());
        assertTrue(cli.out().contains("ShuffleNet 0.25x (g = 8) 2x3x64x96, random weights"), cli::out);
    }

    @Test
    void groupsScaleAndClassesAreSeenFromTheWeights() throws IOException {
        Cli cli =
                export("--network shufflenet --size 64x64 --weights " + GOLDEN + "authors-g3-s0.5-c100-64.safetensors");
        assertEquals(0, cli.status(), cli::err);
        assertTrue(cli.out().contains("ShuffleNet 0.5x (g = 3) 1x3x64x64"), cli::out);
        assertEquals(
                100,
                written()
                        .getGraph()
                        .getOutput(0)
                        .getType()
                        .getTensorType()
                        .getShape()
                        .getDim(1)
                        .getDimValue());
    }

    @Test
    void aUnitTakesWeightsToo() throws IOException {
        Network unit = new NetworkSpec(Architecture.UNIT_B, 3, 0.25, 1, 28, 28, 1000).build();
        Weights weights = SeededWeights.draw(unit, 9);
        Path file = folder.resolve("unit.safetensors");
        SafeTensors.write(file, Map.of(), weights.tensors());
        assertEquals(
                0,
                export("--network shufflenet-unit-b --scale 0.25 --weights " + file)
                        .status());
        assertEquals(OnnxModel.of(unit, weights), written());
    }

    @Test
    void wrongUseIsStatus2AndWritesNothing() throws IOException {
        assertRefused("--network is missing", "--stacktrace");
        assertRefused("--groups is 5, must be one of", "--network shufflenet --groups 5");
        assertRefused("no such file", "--network shufflenet --weights " + folder.resolve("none.safetensors"));
        String golden = GOLDEN + "authors-g3-s0.5-c100-64.safetensors";
        assertRefused(
                "holds weights of shufflenet, not of --network mobilenet", "--network mobilenet --weights " + golden);
        assertRefused("groups", "--network shufflenet --groups 8 --weights " + golden);
        assertRefused("an ONNX file holds at most", "--network mobilenet --scale 14");

        Cli nowhere = Cli.run(
                "export",
                "--network",
                "alexnet",
                "--onnx",
                folder.resolve("none/net.onnx").toString());
        assertEquals(2, nowhere.status());
        assertTrue(nowhere.err().contains("must be a folder"), nowhere::err);
        assertEquals(2, Cli.run("export", "--network", "alexnet").status());
    }
}

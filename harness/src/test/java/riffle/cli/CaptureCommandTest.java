package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;
import picocli.CommandLine;
import riffle.bundle.Library;
import riffle.cases.Comparison;
import riffle.cases.Tolerance;
import riffle.cli.start.ExitStatus;
import riffle.cli.start.Launchpad;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.flat.FlatBundle;
import riffle.flat.FlatFile;
import riffle.measure.campaign.Capture;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Workload;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.reference.Reference;
import riffle.replay.BundleBackend;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

/** Libraries and bundles through the command line: written, and replayed by the commands that take them. */
final class CaptureCommandTest {

    private static final Path KERNELS = Path.of("../tornado-kernels/src/tornado/java/riffle/kernel");

    private static final List<String> SMALL = List.of("--network", "shufflenet", "--scale", "0.25", "--size", "64x64");

    private static final Network NETWORK =
            NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.25).withSize(64, 64).build();

    @TempDir
    private Path folder;

    @Test
    void capturingAgainGivesTheShippedBytes() throws IOException {
        Launchpad launchpad = Launchpad.read(new CommandLine(new CaptureCommand()).getCommandSpec());
        if (launchpad.tornadoHome().isEmpty()) {
            throw missing(
                    "tornado", "TornadoVM is not installed; install it with sdk install tornadovm 5.2.0-jdk25-opencl");
        }
        Path again = folder.resolve("library.zip");

        Answer.Last answer = Capture.run(launchpad.workers(), KERNELS, again);

        assertInstanceOf(Answer.Captured.class, answer, answer::toString);
        try (InputStream shipped = Library.class.getResourceAsStream(Library.RESOURCE)) {
            assertArrayEquals(
                    shipped.readAllBytes(),
                    Files.readAllBytes(again),
                    "TornadoVM generates other code than the library that is shipped: run ./riffle capture");
        }
    }

    @ParameterizedTest
    @CsvSource({"--kernels, narrow", "--weights, some.safetensors"})
    void whatIsForABundleNeedsANetwork(String option, String value) {
        for (List<String> without : List.of(List.<String>of(), List.of("--show", "relu"))) {
            List<String> arguments = new ArrayList<>(List.of("capture", option, value));
            arguments.addAll(without);
            Cli cli = Cli.run(arguments.toArray(String[]::new));
            assertEquals(2, cli.status());
            assertTrue(cli.err().contains(option + " is for the bundle of a --network"), cli::err);
        }
    }

    @Test
    void aBundleTravelsWithItsWeights() {
        requireOpenCl();
        Weights weights = SeededWeights.draw(NETWORK, 5);
        Path file = folder.resolve("weights.safetensors");
        SafeTensors.write(file, Map.of(), weights.tensors());
        Path bundle = folder.resolve("small.bundle");
        Path input = folder.resolve("input.safetensors");
        Tensor image = Tensor.random(NETWORK.input(), 6);
        SafeTensors.write(input, Map.of(), Map.of("input", new NamedTensor(List.of(1, 3, 64, 64), image.data())));
        Path output = folder.resolve("output.safetensors");

        assertDone(run("capture", "--weights", file.toString(), "--output", bundle.toString()));
        assertDone(Cli.run(
                "infer", "--bundle", bundle.toString(), "--input", input.toString(), "--output", output.toString()));

        Tensor found = new Tensor(
                NETWORK.output(),
                SafeTensors.read(output).tensors().get("output").data());
        Comparison comparison = Comparison.of(found, Reference.run(NETWORK, weights, List.of(image)));
        assertTrue(comparison.within(Tolerance.NETWORK.value()), comparison::toString);
    }

    /**
     * Another implementation's weights and outputs: the bundle gives the outputs, and still knows whose weights they
     * were.
     */
    @ParameterizedTest
    @CsvSource({
        "authors-g3-s0.5-c100-64, shufflenet, authors",
        "listing1-g3-c100-64, shufflenet, listing1",
        "listing2-g3-c100-64, shufflenet, listing2",
        "shufflenet-g4-s0.25-64, shufflenet, plain"
    })
    void weightsOfEveryDialectTravel(String name, String network, String dialect) throws IOException {
        requireOpenCl();
        Path golden = Path.of("../cpu-reference/src/test/resources/golden/networks");
        Path io = golden.resolve(name + ".io.safetensors");
        String size = name.replaceAll(".*-", "");
        Path bundle = folder.resolve("trained.bundle");
        Path output = folder.resolve("output.safetensors");

        assertDone(Cli.run(
                "capture",
                "--network=" + network,
                "--size=" + size + "x" + size,
                "--weights=" + golden.resolve(name + ".safetensors"),
                "--output=" + bundle));
        Cli infer = Cli.run("infer", "--bundle=" + bundle, "--input=" + io, "--output=" + output, "--json");

        assertDone(infer);
        assertEquals(
                dialect, new ObjectMapper().readTree(infer.out()).get("dialect").asText());
        NamedTensor found = SafeTensors.read(output).tensors().get("output");
        Shape shape = Shape.vector(found.dimensions().get(0), found.dimensions().get(1));
        Tensor expected =
                new Tensor(shape, SafeTensors.read(io).tensors().get("output").data());
        Comparison comparison = Comparison.of(new Tensor(shape, found.data()), expected);
        assertTrue(comparison.within(Tolerance.NETWORK.value()), comparison::toString);
    }

    @Test
    void weightsOfAnotherNetworkMakeNoBundle() {
        String golden = "../cpu-reference/src/test/resources/golden/networks/";
        Path bundle = folder.resolve("none.bundle");
        Cli cli = Cli.run(
                "capture",
                "--network=shufflenet",
                "--groups=8",
                "--weights=" + golden + "authors-g3-s0.5-c100-64.safetensors",
                "--output=" + bundle);
        assertEquals(ExitStatus.WRONG_USE, cli.status());
        assertTrue(cli.err().contains("holds weights of ShuffleNet 0.5x (g = 3), not of --groups 8"), cli.err());
        assertFalse(Files.exists(bundle));
    }

    @Test
    void aBundleIsVerifiedAndTimed() throws IOException {
        requireOpenCl();
        Path bundle = folder.resolve("small.bundle");
        assertDone(run("capture", "--output", bundle.toString()));

        Cli bench = run("bench", "--bundle", bundle.toString(), "--blocks", "1", "--json");
        Cli verify = run("verify", "--bundle", bundle.toString());

        assertDone(bench);
        JsonNode row = new ObjectMapper().readTree(bench.out());
        assertEquals("bundle", row.get("backend").asText());
        assertTrue(row.get("verified").asBoolean());
        assertDone(verify);
        assertTrue(verify.out().contains("1 passed, 0 failed, 0 skipped"), verify.out());
    }

    @Test
    void aFlatBundleHasWeightsAndTheReferencesOutput() {
        Path flat = folder.resolve("small.flat");
        assertDone(run("capture", "--kernels", "narrow", "--flat", flat.toString()));

        FlatBundle found = FlatFile.read(flat);

        Weights weights = SeededWeights.draw(NETWORK, Workload.SEED);
        List<Tensor> inputs = Workload.inputs(NETWORK, Workload.SEED);
        assertEquals(FloatBuffer.wrap(Reference.run(NETWORK, weights, inputs).data()), found.reference());
        assertEquals("narrow", found.head().kernelSet());
        assertEquals("random, seed 2018", found.head().weights());
        assertEquals("narrow kernels; sources indexed", found.head().note());
        assertEquals(
                List.of(),
                found.kernels().stream()
                        .filter(some -> some.source().contains("*((__global"))
                        .toList());
        Cli library = Cli.run("capture", "--flat", flat.toString());
        assertEquals(ExitStatus.WRONG_USE, library.status());
        assertTrue(library.err().contains("--flat is for the bundle of a --network"), library.err());
    }

    @Test
    void aFormIsForAFlatBundleOrToBeShown() {
        Cli shown = Cli.run("capture", "--show", "relu", "--source-form", "indexed");
        assertDone(shown);
        assertTrue(shown.out().contains("y_float[l_3]  =  f_9;"), shown.out());
        Cli bundle = run(
                "capture",
                "--source-form",
                "indexed",
                "--output",
                folder.resolve("b").toString());
        assertEquals(ExitStatus.WRONG_USE, bundle.status());
        assertTrue(bundle.err().contains("--source-form is for --flat and --show"), bundle.err());
        Cli library = Cli.run("capture", "--source-form", "indexed");
        assertEquals(ExitStatus.WRONG_USE, library.status());
        assertTrue(library.err().contains("the library has sources as they were generated"), library.err());
    }

    @Test
    void aBundleInNarrowKernelsIsTimedInThem() throws IOException {
        requireOpenCl();
        Path bundle = folder.resolve("narrow.bundle");
        assertDone(run("capture", "--kernels", "narrow", "--output", bundle.toString()));

        Cli bench = run("bench", "--bundle", bundle.toString(), "--blocks", "1", "--json");

        assertDone(bench);
        assertEquals(
                "narrow kernels",
                new ObjectMapper().readTree(bench.out()).get("note").asText());
        Cli indexed =
                run("bench", "--bundle", bundle.toString(), "--source-form", "indexed", "--blocks", "1", "--json");
        assertDone(indexed);
        assertEquals(
                "narrow kernels; sources indexed",
                new ObjectMapper().readTree(indexed.out()).get("note").asText());
        Cli other = run("verify", "--bundle", bundle.toString(), "--kernels", "wide");
        assertEquals(ExitStatus.WRONG_USE, other.status());
        assertTrue(other.err().contains("a bundle has its plan, and so its set of kernels"), other.err());
    }

    @Test
    void aBundleOfAnotherNetworkIsRefused() {
        requireOpenCl();
        Path bundle = folder.resolve("small.bundle");
        assertDone(run("capture", "--output", bundle.toString()));

        Cli bench = Cli.run("bench", "--network", "mobilenet", "--bundle", bundle.toString());

        assertEquals(ExitStatus.WRONG_USE, bench.status());
        assertTrue(bench.err().contains(bundle + ": is a bundle of ShuffleNet 0.25x (g = 3)"), bench.err());
    }

    @Test
    void aDamagedBundleIsRefusedInOneLine() throws IOException {
        Path bundle = folder.resolve("damaged.bundle");
        Files.writeString(bundle, "no zip at all");

        Cli bench = run("bench", "--bundle", bundle.toString());

        assertEquals(ExitStatus.WRONG_USE, bench.status());
        assertEquals(1, bench.err().lines().count(), bench.err());
        assertTrue(bench.err().contains(bundle.toString()), bench.err());
    }

    @Test
    void onlyTheBundleBackendTakesABundle() {
        Cli bench = run("bench", "--backend", "reference", "--bundle", "any.bundle");

        assertEquals(ExitStatus.WRONG_USE, bench.status());
        assertTrue(bench.err().contains("only backend bundle takes --bundle"), bench.err());
    }

    @Test
    void aKernelIsShownBesideItsJava() throws IOException {
        CaptureCommand command = new CaptureCommand();
        CommandLine line = new CommandLine(command);
        StringWriter out = new StringWriter();
        line.setOut(new PrintWriter(out));
        Launchpad here = Launchpad.read(line.getCommandSpec());
        line.parseArgs("--show", "maxPool");

        int status = command.run(
                new Launchpad(here.tornadoHome(), here.drivers(), here.workers(), Path.of(".."), here.err()));

        assertEquals(ExitStatus.DONE, status);
        assertTrue(out.toString().startsWith("// ==== MaxPoolKernel.java ====\npackage riffle.kernel"), out::toString);
        assertTrue(out.toString().contains("__kernel void maxPool("), out::toString);
    }

    @Test
    void withoutTheSourcesAKernelIsShownAlone() {
        Cli shown = Cli.run("capture", "--show", "maxPool");

        assertDone(shown);
        assertTrue(
                shown.out().lines().findFirst().orElseThrow().endsWith("sources are in the project, not in its jars"),
                shown.out());
        assertTrue(shown.out().contains("__kernel void maxPool("), shown.out());
    }

    private static Cli run(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(SMALL);
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private static void assertDone(Cli run) {
        assertEquals(ExitStatus.DONE, run.status(), run::toString);
    }

    private static void requireOpenCl() {
        try {
            List<Device> unused = new BundleBackend().devices();
        } catch (BackendUnavailableException e) {
            throw missing("opencl", e.getMessage());
        }
    }

    private static RuntimeException missing(String need, String reason) {
        if (List.of(System.getProperty("riffle.require", "").split(",", -1)).contains(need)) {
            return fail("required by -Driffle.require=" + need + ": " + reason);
        }
        return new TestAbortedException(reason);
    }
}

package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import picocli.CommandLine;
import riffle.bundle.BundleBackend;
import riffle.bundle.Library;
import riffle.cases.Comparison;
import riffle.cases.Tolerance;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.measure.Answer;
import riffle.measure.Capture;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.reference.Reference;
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

    @Test
    void aSetOfKernelsIsForABundle() {
        for (List<String> without : List.of(List.<String>of(), List.of("--show", "relu"))) {
            List<String> arguments = new ArrayList<>(List.of("capture", "--kernels", "narrow"));
            arguments.addAll(without);
            Cli cli = Cli.run(arguments.toArray(String[]::new));
            assertEquals(2, cli.status());
            assertTrue(cli.err().contains("--kernels is for the bundle of a --network"), cli::err);
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
    void aBundleInNarrowKernelsIsTimedInThem() throws IOException {
        requireOpenCl();
        Path bundle = folder.resolve("narrow.bundle");
        assertDone(run("capture", "--kernels", "narrow", "--output", bundle.toString()));

        Cli bench = run("bench", "--bundle", bundle.toString(), "--blocks", "1", "--json");

        assertDone(bench);
        assertEquals(
                "narrow kernels",
                new ObjectMapper().readTree(bench.out()).get("note").asText());
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
    void aKernelIsShownBesideItsJava() {
        Cli shown = Cli.run("capture", "--show", "maxPool");

        assertDone(shown);
        assertTrue(shown.out().contains("// ==== MaxPoolKernel.java ===="), shown.out());
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

package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.result.ResultStore;
import riffle.result.SampleResults;
import riffle.tensor.Tensor;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;
import riffle.weights.SeededWeights;

/** What commands write goes where its path leads. Devices are nodes of this test's own making. */
@Timeout(300)
class OutputsTest {

    private static final List<String> SMALL = List.of("--network", "shufflenet", "--scale", "0.25", "--size", "32x32");

    @TempDir
    private Path folder;

    /** Commands that write a file which the user names, and how they are asked to. */
    enum Command {
        INFER {
            @Override
            List<String> arguments(Path folder, Path output) {
                Network network = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.25)
                        .withSize(32, 32)
                        .build();
                Path weights = folder.resolve("weights.safetensors");
                SafeTensors.write(
                        weights, Map.of(), SeededWeights.draw(network, 5).tensors());
                Path input = folder.resolve("input.safetensors");
                float[] image = Tensor.random(network.input(), 6).data();
                SafeTensors.write(input, Map.of(), Map.of("input", new NamedTensor(List.of(1, 3, 32, 32), image)));
                return List.of(
                        "infer",
                        "--backend=reference",
                        "--weights=" + weights,
                        "--input=" + input,
                        "--output=" + output);
            }
        },
        CAPTURE {
            @Override
            List<String> arguments(Path folder, Path output) {
                return with(SMALL, "capture", "--output=" + output);
            }
        },
        EXPORT {
            @Override
            List<String> arguments(Path folder, Path output) {
                return with(SMALL, "export", "--onnx=" + output);
            }
        },
        REPORT {
            @Override
            List<String> arguments(Path folder, Path output) throws IOException {
                Path results = folder.resolve("results.json");
                ResultStore.write(results, SampleResults.RUN);
                return List.of("report", results.toString(), "--output=" + output.getParent());
            }
        };

        abstract List<String> arguments(Path folder, Path output) throws IOException;

        private static List<String> with(List<String> network, String... more) {
            List<String> all = new ArrayList<>(List.of(more));
            all.addAll(network);
            return all;
        }

        /** Runs it, to be done; the output is one of its files, and may be called nothing else. */
        void write(Path folder, Path output) throws IOException {
            Cli cli = Cli.run(arguments(folder, output).toArray(String[]::new));
            assertEquals(0, cli.status(), cli::err);
        }
    }

    private Path place(String in) throws IOException {
        return Files.createDirectory(folder.resolve(in)).resolve("report.md");
    }

    @ParameterizedTest
    @EnumSource
    void linksAndPipesAreFollowed(Command command) throws Exception {
        Path plain = place("plain");
        command.write(folder, plain);
        byte[] bytes = Files.readAllBytes(plain);

        Path real = Files.writeString(folder.resolve("real"), "old");
        Path link = Files.createSymbolicLink(place("linked"), real);
        command.write(folder, link);
        assertTrue(Files.isSymbolicLink(link));
        assertArrayEquals(bytes, Files.readAllBytes(real));

        Path pipe = place("piped");
        assumeTrue(status("mkfifo", pipe.toString()) == 0, "no mkfifo here");
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.newInputStream(pipe).readAllBytes();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        command.write(folder, pipe);
        assertArrayEquals(bytes, read.get(60, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @EnumSource
    @EnabledOnOs(OS.LINUX)
    void aDeviceStaysADevice(Command command) throws Exception {
        Path sink = place("device");
        assumeTrue(status("mknod", sink.toString(), "c", "1", "3") == 0, "only root makes device nodes");

        command.write(folder, sink);

        assertTrue(Files.readAttributes(sink, "isOther").containsValue(true), "is a device no more");
    }

    /** As a full disk does. */
    @ParameterizedTest
    @EnumSource(names = "REPORT", mode = EnumSource.Mode.EXCLUDE)
    @EnabledOnOs(OS.LINUX)
    void aDeviceThatTakesNothingIsAnErrorAndNoWrongUse(Command command) throws Exception {
        Path full = place("device");
        assumeTrue(status("mknod", full.toString(), "c", "1", "7") == 0, "only root makes device nodes");

        Cli cli = Cli.run(command.arguments(folder, full).toArray(String[]::new));

        assertEquals(1, cli.status(), cli::err);
        assertTrue(cli.err().contains(full + " cannot be written: No space left on device"), cli::err);
    }

    @Test
    void aReportNeedsAFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Path results = folder.resolve("results.json");
        ResultStore.write(results, SampleResults.RUN);
        Cli cli = Cli.run("report", results.toString(), "--output", file.toString());
        assertEquals(2, cli.status());
        assertEquals("riffle: " + file + ": is no folder, expected one for the report\n", cli.err());
    }

    private static int status(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}

package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import riffle.cli.start.ExitStatus;
import riffle.cli.start.Output;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.result.ResultStore;
import riffle.result.SampleResults;
import riffle.tensor.Tensor;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;
import riffle.weights.SeededWeights;

/** Results that nobody can read are no success. */
class UnwritableOutputTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        ResultStore.write(folder.resolve("results.json"), SampleResults.RUN);
        Network network = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.25)
                .withSize(32, 32)
                .build();
        SafeTensors.write(
                folder.resolve("w.safetensors"),
                Map.of(),
                SeededWeights.draw(network, 5).tensors());
        NamedTensor image = new NamedTensor(
                List.of(1, 3, 32, 32), Tensor.random(network.input(), 6).data());
        SafeTensors.write(folder.resolve("x.safetensors"), Map.of(), Map.of("input", image));
        Files.createDirectory(folder.resolve("cases"));
        NamedTensor one = new NamedTensor(List.of(1, 1, 1, 1), new float[] {1});
        SafeTensors.write(
                folder.resolve("cases/relu.safetensors"), Map.of("op", "relu"), Map.of("input", one, "output", one));
    }

    private String[] arguments(String commandLine) {
        return commandLine.replace("$", folder + File.separator).split(" ");
    }

    /** Takes some bytes, then fails, as a disk that is almost full does. */
    private static final class Filling extends OutputStream {

        private int left;

        Filling(int left) {
            this.left = left;
        }

        @Override
        public void write(int b) throws IOException {
            if (left-- <= 0) {
                throw new IOException("the disk is full");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "complexity",
                "complexity --help",
                "complexity --units",
                "complexity --json --network alexnet",
                "compare $results.json",
                "compare $results.json $results.json",
                "report $results.json",
                "export --network shufflenet --scale 0.25 --size 32x32 --onnx $net.onnx",
                "capture --network shufflenet --scale 0.25 --size 32x32 --output $net.bundle",
                "capture --show relu",
                "infer --backend reference --weights $w.safetensors --input $x.safetensors",
                "infer --backend reference --weights $w.safetensors --input $x.safetensors --json",
                "verify --backend reference --cases $cases"
            })
    void everyCommandSaysSo(String commandLine) {
        for (int room : new int[] {0, 5}) {
            StringWriter err = new StringWriter();
            int status = Main.run(new Output(new Filling(room)), new PrintWriter(err), arguments(commandLine));
            assertEquals("riffle: standard output cannot be written: the disk is full\n", err.toString());
            assertEquals(ExitStatus.CHECK_FAILED, status);
        }
    }

    @Test
    void wrongUseStaysWrongUse() {
        StringWriter err = new StringWriter();
        assertEquals(2, Main.run(new Output(new Filling(0)), new PrintWriter(err), "complexity", "--nonsense"));
        assertEquals(1, err.toString().lines().count(), err::toString); // nothing was to be written
    }

    /** A real process whose standard output is a device that is always full. */
    @ParameterizedTest
    @ValueSource(strings = {"complexity", "infer --help", "--version", "compare $results.json $results.json"})
    void aFullDiskIsAnError(String commandLine) throws IOException, InterruptedException {
        File full = new File("/dev/full");
        assumeTrue(full.exists(), "there is no /dev/full here");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments(commandLine)));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(full))
                .start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("riffle: standard output cannot be written: No space left on device\n", err);
        assertEquals(1, process.waitFor());
    }
}

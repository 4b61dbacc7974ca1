package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;

/** The whole program, on a machine that seems to have other drivers than it has. */
final class DefaultBackendProcessTest {

    @TempDir
    private Path folder;

    private record Ended(int status, String out, String err) {}

    /** Verifies one case with the drivers that a folder or file registers. */
    private Ended verify(Path vendors) throws IOException, InterruptedException {
        Path cases = Files.createDirectories(folder.resolve("cases"));
        NamedTensor input = new NamedTensor(List.of(1, 1, 1, 2), new float[] {-1, 2});
        NamedTensor output = new NamedTensor(List.of(1, 1, 1, 2), new float[] {0, 2});
        SafeTensors.write(
                cases.resolve("relu.safetensors"), Map.of("op", "relu"), Map.of("input", input, "output", output));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        Main.class.getName(),
                        "verify",
                        "--cases",
                        cases.toString())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("OCL_ICD_VENDORS", vendors.toString());
        builder.environment().remove("OCL_ICD_FILENAMES");
        int status = builder.start().waitFor();
        return new Ended(status, Files.readString(out), Files.readString(err));
    }

    @Test
    void withoutAnyDriverTheReferenceIsCheckedAndStatusIs0() throws IOException, InterruptedException {
        Ended ended = verify(Files.createDirectories(folder.resolve("vendors")));
        assertEquals(0, ended.status(), ended::err);
        assertTrue(ended.out().endsWith("1 passed, 0 failed, 0 skipped\n"), ended::out);
        List<String> said =
                ended.err().lines().filter(line -> line.startsWith("riffle: ")).toList();
        assertEquals(2, said.size(), ended::err);
        assertTrue(said.getFirst().contains("what follows is of backend reference"), ended::err);
    }

    @Test
    void aDriverThatIsRegisteredAndDoesNotLoadIsStatus1() throws IOException, InterruptedException {
        Path broken = Files.writeString(folder.resolve("broken.icd"), folder.resolve("libNoSuch.so") + "\n");
        Ended ended = verify(broken);
        assertEquals(1, ended.status(), ended::err);
        assertEquals("", ended.out());
        assertTrue(
                ended.err()
                        .contains("OpenCL is here, but the default backend cannot run on it: registered is " + broken),
                ended::err);
    }
}

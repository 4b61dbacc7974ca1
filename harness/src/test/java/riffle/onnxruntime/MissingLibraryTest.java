package riffle.onnxruntime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.execution.BackendUnavailableException;

/** A native library that cannot be loaded, in a JVM of its own: this one may have it already. */
class MissingLibraryTest {

    /** What the other JVM runs. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            try {
                System.out.println(new OnnxRuntimeBackend().devices());
            } catch (BackendUnavailableException e) {
                System.out.println("unavailable: " + e.getMessage());
            }
        }
    }

    @Test
    void itIsSaidWhatIsMissing(@TempDir Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + folder.resolve("none"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals(0, process.exitValue());
        assertTrue(said.startsWith("unavailable: ONNX Runtime's native library cannot be loaded ("), said);
        assertTrue(said.contains("none"), said);
        assertTrue(said.contains("glibc 2.28 or newer"), said);
    }
}

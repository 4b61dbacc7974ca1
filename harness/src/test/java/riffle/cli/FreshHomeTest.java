package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the program leaves on a home that nobody used before: nothing but the OpenCL driver's cache. ONNX Runtime would
 * keep a device id and a database of events there, to be sent to its makers.
 */
final class FreshHomeTest {

    @TempDir
    private Path home;

    @TempDir
    private Path temporary;

    @TempDir
    private Path results;

    private ProcessBuilder riffle(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-Djava.io.tmpdir=" + temporary,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment
                .keySet()
                .retainAll(Set.of("PATH", "OCL_ICD_VENDORS")); // ONNX Runtime is silent where CI seems to run it
        environment.put("HOME", home.toString());
        environment.put("CLASSPATH", System.getProperty("java.class.path"));
        return builder;
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        return riffle(arguments).start().waitFor();
    }

    /** Begins to reproduce, and ends that when something is measured. */
    private void beginToReproduce() throws IOException, InterruptedException {
        Process begun = riffle("reproduce", "--results", results.toString())
                .redirectError(ProcessBuilder.Redirect.PIPE)
                .start();
        try (BufferedReader said = begun.errorReader()) {
            assertTrue(said.lines().anyMatch(line -> line.startsWith("[2/")), "reproduce came to its second row");
            begun.destroy();
        }
        begun.waitFor();
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(file -> !file.isEmpty() && !file.matches("\\.cache(/pocl(/.*)?)?|hsperfdata_.*"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void nothingAppearsInTheUsersHomeAndNothingStaysBesideIt() throws IOException, InterruptedException {
        run("doctor"); // whatever is missing here
        beginToReproduce(); // should it leave something, the next start clears it away
        int status = run(
                "bench",
                "--backend",
                "onnxruntime",
                "--network",
                "shufflenet",
                "--scale",
                "0.25",
                "--size",
                "32x32",
                "--blocks",
                "1",
                "--samples",
                "2");
        assertEquals(0, status);
        assertEquals(List.of(), files(home));
        assertEquals(List.of(), files(temporary));
    }
}

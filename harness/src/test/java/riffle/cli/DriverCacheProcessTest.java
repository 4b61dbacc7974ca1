package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import riffle.bundle.BundleBackend;
import riffle.execution.BackendUnavailableException;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;

/** The whole program on PoCL, without the launcher, whose cache is damaged or cannot be written. */
final class DriverCacheProcessTest {

    private static final String VERIFIED = "2 passed, 0 failed, 0 skipped\n";

    @TempDir
    private Path folder;

    private Path cases;

    private record Ended(int status, String out, List<String> said) {}

    @BeforeEach
    void casesOnPocl() throws IOException {
        requirePocl();
        cases = Files.createDirectories(folder.resolve("cases"));
        NamedTensor input = new NamedTensor(List.of(1, 1, 1, 2), new float[] {-1, 2});
        NamedTensor output = new NamedTensor(List.of(1, 1, 1, 2), new float[] {0, 2});
        for (String name : List.of("a", "b")) {
            SafeTensors.write(
                    cases.resolve(name + ".safetensors"),
                    Map.of("op", "relu"),
                    Map.of("input", input, "output", output));
        }
    }

    private static void requirePocl() {
        try {
            assumeTrue(new BundleBackend().devices().getFirst().isPocl(), "no device of PoCL");
        } catch (BackendUnavailableException e) {
            if (System.getProperty("riffle.require", "").contains("opencl")) {
                fail("required by -Driffle.require=opencl: " + e.getMessage());
            }
            assumeTrue(false, e.getMessage());
        }
    }

    private Ended verify(Path cache) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        Main.class.getName(),
                        "verify",
                        "--cases",
                        cases.toString())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("POCL_CACHE_DIR", cache.toString());
        int status = builder.start().waitFor();
        return new Ended(
                status,
                Files.readString(out),
                Files.readAllLines(err).stream()
                        .filter(line -> line.startsWith("riffle: "))
                        .toList());
    }

    private static List<Path> files(Path place, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(suffix))
                    .toList();
        }
    }

    /** Parts of a file that are left, as a disk that was full, a kill or a race leaves them. */
    @ParameterizedTest
    @CsvSource({"program.bc, 0", "program.bc, 0.5", ".so, 0", ".so, 0.5"})
    void aDamagedCacheIsNamedAndDoneWithout(String suffix, double left) throws IOException, InterruptedException {
        Path cache = folder.resolve("cache");
        assertEquals(new Ended(0, verifiedOut(verify(cache)), List.of()), verify(cache));
        List<Path> damaged = files(cache, suffix);
        assertFalse(damaged.isEmpty());
        for (Path file : damaged) {
            byte[] whole = Files.readAllBytes(file);
            // in place of the file, not in it: the driver may have it mapped
            Files.delete(file);
            Files.write(file, Arrays.copyOf(whole, (int) (left * whole.length)));
        }
        Ended ended = verify(cache);
        assertEquals(
                List.of("riffle: the driver's cache " + cache
                        + " may be damaged: tried once more with an empty one, which worked; remove it"),
                ended.said());
        verifiedOut(ended);
        assertEquals(0, ended.status());
        assertEquals(Set.of(), Set.copyOf(files(folder.resolve("tmp"), "")), "what took its place is gone");
    }

    private static String verifiedOut(Ended ended) {
        assertTrue(ended.out().endsWith(VERIFIED), ended::toString);
        return ended.out();
    }

    /** Below a file nothing can be made, not even by root. */
    @Test
    void aCacheThatCannotBeWrittenIsNamedAndDoneWithout() throws IOException, InterruptedException {
        Path cache = Files.createFile(folder.resolve("file")).resolve("kcache");
        Ended ended = verify(cache);
        verifiedOut(ended);
        assertEquals(0, ended.status());
        assertEquals(1, ended.said().size(), ended::toString);
        assertTrue(
                ended.said().getFirst().startsWith("riffle: the driver's cache " + cache + " cannot be written"),
                ended::toString);
    }
}

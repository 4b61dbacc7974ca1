package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.execution.BackendUnavailableException;
import riffle.replay.BundleBackend;

/** The whole program on PoCL, without the launcher, whose cache is damaged or cannot be written. */
final class DriverCacheProcessTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void requirePocl() {
        try {
            assumeTrue(new BundleBackend().devices().getFirst().isPocl(), "no device of PoCL");
        } catch (BackendUnavailableException e) {
            if (System.getProperty("riffle.require", "").contains("opencl")) {
                fail("required by -Driffle.require=opencl: " + e.getMessage());
            }
            assumeTrue(false, e.getMessage());
        }
    }

    /** Verifies with a cache; returns what was said of it. */
    private List<String> verified(Path cache) throws IOException, InterruptedException {
        ReluVerified ended = ReluVerified.run(
                folder,
                environment -> environment.put("POCL_CACHE_DIR", cache.toString()),
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
        assertTrue(ended.out().endsWith("1 passed, 0 failed, 0 skipped\n"), ended::toString);
        assertEquals(0, ended.status());
        return ended.said();
    }

    private static List<Path> files(Path place, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(suffix))
                    .toList();
        }
    }

    /** Files are cut as a disk that was full, a kill or a race leaves them. */
    @Test
    void aDamagedCacheIsNamedAndDoneWithout() throws IOException, InterruptedException {
        Path cache = folder.resolve("cache");
        assertEquals(List.of(), verified(cache));
        for (String suffix : List.of("program.bc", ".so")) {
            List<Path> found = files(cache, suffix);
            assertEquals(1, found.size(), found::toString);
            byte[] whole = Files.readAllBytes(found.getFirst());
            Files.write(found.getFirst(), Arrays.copyOf(whole, whole.length / 2));
            assertEquals(
                    List.of("riffle: failed with PoCL's cache " + cache
                            + " and worked with an empty one: remove that cache, it may"
                            + " be damaged; if this comes again, the fault is elsewhere"),
                    verified(cache));
            assertEquals(List.of(), files(folder.resolve("tmp"), ""), "what took its place is gone");
            Files.write(found.getFirst(), whole);
        }
    }

    /** Below a file nothing can be made, not even by root. */
    @Test
    void aCacheThatCannotBeWrittenIsNamedAndDoneWithout() throws IOException, InterruptedException {
        Path cache = Files.createFile(folder.resolve("file")).resolve("kcache");
        List<String> said = verified(cache);
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.getFirst().startsWith("riffle: PoCL's cache " + cache + " cannot be written"), said::toString);
    }
}

package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, on a machine that seems to have other drivers than it has. */
final class DefaultBackendProcessTest {

    @TempDir
    private Path folder;

    /** Verifies one case with the drivers that a folder or file registers. */
    private ReluVerified verify(Path vendors) throws IOException, InterruptedException {
        return ReluVerified.run(folder, environment -> {
            environment.put("OCL_ICD_VENDORS", vendors.toString());
            environment.remove("OCL_ICD_FILENAMES");
        });
    }

    @Test
    void withoutAnyDriverTheReferenceIsCheckedAndStatusIs0() throws IOException, InterruptedException {
        ReluVerified ended = verify(Files.createDirectories(folder.resolve("vendors")));
        assertEquals(0, ended.status(), ended::err);
        assertTrue(ended.out().endsWith("1 passed, 0 failed, 0 skipped\n"), ended::out);
        List<String> said = ended.said();
        assertEquals(2, said.size(), ended::err);
        assertTrue(said.getFirst().contains("what follows is of backend reference"), ended::err);
    }

    @Test
    void aDriverThatIsRegisteredAndDoesNotLoadIsStatus1() throws IOException, InterruptedException {
        Path broken = Files.writeString(folder.resolve("broken.icd"), folder.resolve("libNoSuch.so") + "\n");
        ReluVerified ended = verify(broken);
        assertEquals(1, ended.status(), ended::err);
        assertEquals("", ended.out());
        assertTrue(
                ended.err()
                        .contains("OpenCL is here, but the default backend cannot run on it: registered is " + broken),
                ended::err);
    }
}

package riffle.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultStoreTest {

    @TempDir
    private Path folder;

    @Test
    void aRunNeverTouchesAnothersFile() throws IOException {
        ResultStore store = new ResultStore(folder);
        Path first = store.reserve(Samples.ENVIRONMENT);
        ResultStore.write(first, Samples.RUN);
        String before = Files.readString(first);
        Path second = store.reserve(Samples.ENVIRONMENT);
        ResultStore.write(second, new RunResult(RunResult.SCHEMA, Samples.ENVIRONMENT, List.of()));
        assertEquals(Path.of("fake-device-tm", "2026-01-31-abc123.json"), folder.relativize(first));
        assertEquals(Path.of("fake-device-tm", "2026-01-31-abc123-2.json"), folder.relativize(second));
        assertEquals(before, Files.readString(first));
    }

    @Test
    void aRunReplacesItsOwnFileAndLeavesNothingElse() throws IOException {
        Path file = new ResultStore(folder).reserve(Samples.ENVIRONMENT);
        ResultStore.write(file, new RunResult(RunResult.SCHEMA, Samples.ENVIRONMENT, List.of()));
        ResultStore.write(file, Samples.RUN);
        assertEquals(Samples.RUN, ResultStore.read(file));
        try (var files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void othersMayReadTheFileAsTheUsersMaskSays() throws IOException {
        Path usual = Files.createFile(folder.resolve("usual"));
        Path file = new ResultStore(folder).reserve(Samples.ENVIRONMENT);
        ResultStore.write(file, Samples.RUN);
        assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(file));
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        String message = assertThrows(
                        IOException.class, () -> new ResultStore(file.resolve("results")).requireWritable())
                .getMessage();
        assertTrue(message.startsWith(file.resolve("results") + ": results cannot be written here"), message);
    }

    @Test
    void refusesWhatIsNoResultsFile() throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), "{\"schema\": 99, \"rows\": []}");
        Path poem = Files.writeString(folder.resolve("poem.json"), "roses are red");
        assertTrue(assertThrows(IOException.class, () -> ResultStore.read(file))
                .getMessage()
                .contains("x.json"));
        assertTrue(assertThrows(IOException.class, () -> ResultStore.read(poem))
                .getMessage()
                .contains("poem.json: not a results file"));
    }

    @Test
    void readsFilesFromBeforeThereWereCeilings() throws IOException {
        Path file = Files.writeString(folder.resolve("old.json"), """
                {"schema": 1, "environment": {"device": "D", "tornado_flags": [], "left_out": []}, "rows": []}
                """);
        RunResult run = ResultStore.read(file);
        assertEquals("D", run.environment().device());
        assertEquals(List.of(), run.ceilings());
        assertEquals(List.of(), run.ablations());
    }

    @Test
    void slugsAreTame() {
        assertEquals("pthread-skylake-avx512-amd-epyc", ResultStore.slug("pthread-skylake-avx512-AMD EPYC"));
        assertEquals("etc-passwd", ResultStore.slug("../../etc/passwd"));
        assertEquals("unknown", ResultStore.slug(null));
    }
}

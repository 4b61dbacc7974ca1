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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import riffle.result.json.Json;

class ResultStoreTest {

    @TempDir
    private Path folder;

    @Test
    void aRunNeverTouchesAnothersFile() throws IOException {
        ResultStore store = new ResultStore(folder);
        Path first = store.reserve(SampleResults.ENVIRONMENT);
        ResultStore.write(first, SampleResults.RUN);
        String before = Files.readString(first);
        Path second = store.reserve(SampleResults.ENVIRONMENT);
        ResultStore.write(second, new RunResult(RunResult.SCHEMA, SampleResults.ENVIRONMENT, List.of()));
        assertEquals(Path.of("fake-gpu-fake", "2026-01-31-abc123.json"), folder.relativize(first));
        assertEquals(Path.of("fake-gpu-fake", "2026-01-31-abc123-2.json"), folder.relativize(second));
        assertEquals(before, Files.readString(first));
    }

    @Test
    void aRunReplacesItsOwnFileAndLeavesNothingElse() throws IOException {
        Path file = new ResultStore(folder).reserve(SampleResults.ENVIRONMENT);
        ResultStore.write(file, new RunResult(RunResult.SCHEMA, SampleResults.ENVIRONMENT, List.of()));
        ResultStore.write(file, SampleResults.RUN);
        assertEquals(SampleResults.RUN, ResultStore.read(file));
        try (var files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void othersMayReadTheFileAsTheUsersMaskSays() throws IOException {
        Path usual = Files.createFile(folder.resolve("usual"));
        Path file = new ResultStore(folder).reserve(SampleResults.ENVIRONMENT);
        ResultStore.write(file, SampleResults.RUN);
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

    /** JSON that a results file might be, with something wrong that no reader must stumble over later. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "network" : "alexnet"    | "network" : "vgg"         | row 3: unknown network in a result row: vgg
            "size" : "224x224"       | "size" : "224"            | \
                row 1: size in a result row is 224, expected HEIGHTxWIDTH
            "size" : "224x224"       | "size" : "axb"            | \
                row 1: size in a result row is axb, expected HEIGHTxWIDTH
            "status" : "ok"          | "status" : null           | row 1: no status
            "median_ms" : 10.0       | "median_ms" : null        | row 1: status is ok and there is no median_ms
            "samples_ms" : [ 9.0, 10.0, 11.0 ] | "samples_ms" : [ 9.0, 10.0, 0.0 ] | \
                row 1: a sample of no time, expected a number above 0
            "samples_ms" : [ 9.0, 10.0, 11.0 ] | "samples_ms" : [ 9.0, 10.0 ] | \
                row 1: a block has 2 samples, 3 transfer times and 3 lists of kernel times
            [ [ 6.0, 2.0 ],          | [ [ 6.0 ],                | row 1: 1 kernel times for 2 operators
            """)
    void namesTheRowAndWhatIsWrongWithIt(String right, String wrong, String complaint) throws IOException {
        String sound = Json.document(SampleResults.RUN);
        assertTrue(sound.contains(right), right);
        Path file = Files.writeString(folder.resolve("bad.json"), sound.replace(right, wrong));
        String message =
                assertThrows(IOException.class, () -> ResultStore.read(file)).getMessage();
        assertEquals(file + ": not a results file: " + complaint, message);
    }

    @Test
    void refusesNothingAtAllAndWhatIsNoText() throws IOException {
        Path nothing = Files.writeString(folder.resolve("nothing.json"), "null");
        Path bytes = Files.write(folder.resolve("bytes.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertTrue(assertThrows(IOException.class, () -> ResultStore.read(nothing))
                .getMessage()
                .contains("nothing.json: not a results file"));
        assertTrue(assertThrows(IOException.class, () -> ResultStore.read(bytes))
                .getMessage()
                .contains("bytes.json: not a results file"));
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

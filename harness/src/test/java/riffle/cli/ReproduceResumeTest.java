package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static riffle.cli.MadeUpRun.JVM;
import static riffle.cli.MadeUpRun.OPENCL;
import static riffle.cli.MadeUpRun.took;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import riffle.execution.Device;
import riffle.measure.protocol.Answer;
import riffle.result.ResultStore;
import riffle.result.RunResult;
import riffle.result.SampleResults;
import riffle.result.Status;

/** Interrupted runs that go on, with workers that answer at once. */
class ReproduceResumeTest {

    @TempDir
    private Path results;

    private MadeUpRun run;

    @BeforeEach
    void makeOne() {
        run = new MadeUpRun(results);
    }

    /** Stops a run at the first measurement of its last block, and tells the file. */
    private Path interrupted() throws IOException {
        assertThrows(
                IllegalStateException.class,
                () -> run.reproduce(
                        MadeUpRun::foundEverything,
                        measure -> {
                            if (run.measured().size() > 25 + 17) {
                                throw new IllegalStateException("interrupted");
                            }
                            return took(measure.backend().equals("reference") ? JVM : OPENCL, 10);
                        },
                        "--samples",
                        "7"));
        run.measured().clear();
        try (var files = Files.walk(results)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aRunThatDoesNotTellItsCommitCannotBeResumed() throws IOException {
        Path file = interrupted();
        assertNull(ResultStore.read(file).environment().commit());
        IOException refusal = assertThrows(
                IOException.class,
                () -> run.reproduce(
                        MadeUpRun::foundEverything, measure -> took(OPENCL, 10), "--resume", file.toString()));
        assertTrue(
                refusal.getMessage()
                        .startsWith(file + ": cannot be resumed: neither it nor this project tells its commit"),
                refusal::getMessage);
        assertEquals(List.of(), run.measured());
    }

    @Test
    void anInterruptedRunGoesOnWhereItsFileEnds() throws IOException {
        MadeUpRun.commit(results);
        Path file = interrupted();
        assertEquals(2, ResultStore.read(file).rows().getLast().blocks().size());
        int status = run.reproduce(
                MadeUpRun::foundEverything,
                measure -> took(measure.backend().equals("reference") ? JVM : OPENCL, 10),
                "--resume",
                file.toString());
        assertEquals(0, status, run::err);
        assertEquals(17, run.measured().size()); // the third block of bundles and the peer
        assertTrue(
                run.measured().stream().allMatch(measure -> measure.sampling().samples() == 7));
        RunResult whole = run.written();
        assertTrue(whole.rows().stream().allMatch(row -> row.status() == Status.OK));
        assertEquals(1, whole.rows().getFirst().blocks().size());
        assertEquals(3, whole.rows().getLast().blocks().size());
        assertEquals(List.of(10.0, 10.0, 10.0), whole.rows().getLast().result().samplesMs());
        assertTrue(run.out().contains("results: " + file), run::out);
    }

    @Test
    void environmentsAreNeverMixed() throws IOException {
        Path file = interrupted();
        String before = Files.readString(file);
        IOException refusal = assertThrows(
                IOException.class,
                () -> run.reproduce(
                        backend -> new Answer.Found(
                                backend.equals("reference") ? JVM : new Device(1, "Fake GPU", "Fake OpenCL", "0.2", 8)),
                        measure -> took(OPENCL, 10),
                        "--resume",
                        file.toString()));
        assertEquals(file + ": cannot be resumed in another environment: driver is 0.2, was 0.1", refusal.getMessage());
        assertEquals(List.of(), run.measured());
        assertEquals(before, Files.readString(file));
    }

    @Test
    void aResumedRunHasTheOptionsThatItHad() throws IOException {
        Path file = interrupted();
        CommandLine.ParameterException refusal = assertThrows(
                CommandLine.ParameterException.class,
                () -> run.reproduce(
                        MadeUpRun::foundEverything,
                        measure -> took(OPENCL, 10),
                        "--full",
                        "--resume",
                        file.toString()));
        assertTrue(refusal.getMessage().startsWith("--full is given beside --resume"), refusal.getMessage());
    }

    @Test
    void aFileThatDoesNotSayWhatItWasAskedForCannotBeResumed() throws IOException {
        Path file = results.resolve("old.json");
        ResultStore.write(file, SampleResults.RUN);
        IOException refusal = assertThrows(
                IOException.class,
                () -> run.reproduce(
                        MadeUpRun::foundEverything, measure -> took(OPENCL, 10), "--resume", file.toString()));
        assertTrue(refusal.getMessage().startsWith(file + ": cannot be resumed"), refusal.getMessage());
    }
}

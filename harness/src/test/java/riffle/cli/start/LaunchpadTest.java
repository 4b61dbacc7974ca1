package riffle.cli.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.cli.Cli;
import riffle.execution.BackendUnavailableException;

/** Where a checkout and a release keep things; these tests run in a folder that is neither. */
class LaunchpadTest {

    private static final Path HERE = Path.of("").toAbsolutePath();

    @TempDir
    private Path project;

    @Test
    void resultsGoToTheProject() {
        assertEquals(project.resolve("results"), results());
    }

    @Test
    void resultsOfAReleaseGoToTheCurrentFolder() throws IOException {
        Files.writeString(project.resolve("COMMIT"), "0123456789ab\n");
        assertEquals(HERE.resolve("riffle-results"), results());
    }

    private Path results() {
        return new Launchpad(Optional.empty(), null, project, new PrintWriter(new StringWriter())).results();
    }

    @Test
    void helpAndTheLineWithoutACommandSayWhereResultsGo() {
        String folder = HERE.resolve("results").toString();
        Cli help = Cli.run("--help");
        assertTrue(help.out().contains("\nResults files go to " + folder + ", or where --results says.\n"), help::out);
        assertTrue(help.out().contains("\nExit status: 0 done"), help::out);
        Cli none = Cli.run();
        assertTrue(none.err().contains("; results files go to " + folder + " (see"), none::err);
        assertEquals(1, none.err().lines().count());
    }

    @Test
    void whatOnlyTimesIsRefusedWhereTimesAreNoneOfAMachine() {
        Launchpad.requireMachine("growth", Optional.empty());
        BackendUnavailableException refusal = assertThrows(
                BackendUnavailableException.class,
                () -> Launchpad.requireMachine("growth", Optional.of("aarch64 on x86-64")));
        assertTrue(
                refusal.getMessage().startsWith("growth only times, and times of an emulated processor (aarch64 on"),
                refusal::getMessage);
    }

    @Test
    void withoutTheKernelsSourcesNothingIsCaptured() {
        Cli cli = Cli.run("capture");
        assertEquals(2, cli.status());
        assertTrue(cli.err().contains("the kernels' sources are not there"), cli::err);
        assertEquals(1, cli.err().lines().count(), cli::err);
        assertEquals("", cli.out());
    }
}

package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import picocli.CommandLine;
import riffle.cli.start.Launchpad;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.phone.FakePhone;
import riffle.replay.BundleBackend;
import riffle.result.ResultRow;
import riffle.result.ResultStore;
import riffle.result.RunResult;

/** riffle-run itself, built by gcc, taken to a folder that stands for a phone, run there, and its results reported. */
final class PhoneWholePathTest {

    private static final List<String> REQUIRED =
            List.of(System.getProperty("riffle.require", "").split(",", -1));

    @TempDir
    private Path folder;

    @Test
    void riffleRunIsBuiltAndRunAndItsResultsAreReported() throws IOException {
        Device device = device();
        FakePhone fake = FakePhone.in(folder.resolve("phone"));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        PhoneCommand command = new PhoneCommand();
        CommandLine line = new CommandLine(command).setOut(new PrintWriter(out, true));
        line.parseArgs(
                "--network=shufflenet-unit-b",
                "--scale=0.25",
                "--size=9x13",
                "--adb=" + fake.adb(),
                "--compiler=gcc",
                "--blocks=1",
                "--samples=2",
                "--pause=0",
                "--no-ceilings",
                "--device=" + device.index(),
                "--results=" + folder.resolve("results"),
                "--",
                "--no-parts");

        int status = run(command, new PrintWriter(err, true));

        assertEquals(0, status, err::toString);
        assertTrue(err.toString().contains("\n$ gcc -std=c99 -O2 -o "), err::toString);
        assertTrue(err.toString().contains("agrees with the reference"), err::toString);
        Path file = Path.of(out.toString().lines().findFirst().orElseThrow().replaceFirst("results: ", ""));
        RunResult run = ResultStore.read(file);
        assertEquals(device.identity(), run.environment().deviceIdentity());
        assertTrue(run.environment().os().startsWith("Android 14 on Made Up Phone 8 (5G), build made/up"));
        ResultRow row = run.rows().getFirst();
        assertEquals("riffle-run", row.result().subject().backend());
        assertTrue(row.result().verified());
        assertTrue(row.result().note().contains("narrow kernels, weights random"), row.result()::note);
        Path report = folder.resolve("report");
        Cli reported = Cli.run("report", file.toString(), "--output", report.toString());
        assertEquals(0, reported.status(), reported::err);
        assertTrue(Files.readString(report.resolve("report.md")).contains("Android 14 on Made Up Phone 8 (5G)"));
    }

    private int run(PhoneCommand command, PrintWriter err) throws IOException {
        Path project = Path.of("..").toAbsolutePath().normalize();
        try {
            return command.run(new Launchpad(Optional.empty(), null, project, err), folder.resolve("cache"));
        } catch (BackendUnavailableException e) {
            if (e.getMessage().startsWith("there is no compiler gcc")) {
                throw missing("gcc", e);
            }
            throw e;
        }
    }

    private static Device device() {
        try {
            return new BundleBackend().devices().getFirst();
        } catch (BackendUnavailableException e) {
            throw missing("opencl", e);
        }
    }

    private static TestAbortedException missing(String what, BackendUnavailableException e) {
        return REQUIRED.contains(what)
                ? fail("required by -Driffle.require=" + what + ": " + e.getMessage())
                : new TestAbortedException(e.getMessage(), e);
    }
}

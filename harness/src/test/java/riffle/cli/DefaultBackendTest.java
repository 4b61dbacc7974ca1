package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import riffle.cli.start.Launchpad;
import riffle.execution.Device;
import riffle.execution.ExecutionException;
import riffle.measure.process.Workers;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.result.Block;
import riffle.result.OperatorTime;
import riffle.result.Status;

/**
 * What runs where nobody asked for a backend: captured kernels, or nothing at all; the reference only where there is no
 * OpenCL.
 */
final class DefaultBackendTest {

    private static final Device JVM = new Device(0, "JVM", "VM", "25", 1);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Launchpad launchpad(Answer.Last found, List<String> drivers) {
        Block block = new Block(true, List.of(10.0), 3, List.of(10.0), List.of(0.0), List.of(List.of(10.0)));
        Workers workers = (request, heard) -> switch (request) {
            case Request.FindDevice find -> find.backend().equals("bundle") ? found : new Answer.Found(JVM);
            case Request.Verify verify -> {
                assertEquals("reference", verify.backend());
                heard.accept(new Answer.CaseStarts("case"));
                heard.accept(new Answer.CaseChecked("case", Answer.Outcome.PASSED, 0.0, 1e-5, null));
                yield new Answer.Verified(JVM);
            }
            case Request.Measure measure -> {
                assertEquals("reference", measure.backend());
                yield new Answer.Measured(JVM, List.of(new OperatorTime("op", "dense conv", 1, 1, null)), block, 1e-7);
            }
            default -> new Answer.Prepared();
        };
        return new Launchpad(Optional.empty(), drivers, workers, Path.of(""), new PrintWriter(err, true));
    }

    private int verify(Answer.Last found, List<String> drivers) {
        VerifyCommand command = new VerifyCommand();
        CommandLine commandLine = new CommandLine(command).setOut(new PrintWriter(out, true));
        commandLine.parseArgs();
        return command.run(launchpad(found, drivers));
    }

    @Test
    void withoutOpenClTheReferenceIsCheckedAndThatIsSaidFirstAndLast() {
        assertEquals(0, verify(new Answer.NoDriver("no OpenCL library opens here"), List.of()));
        List<String> said = err.toString().lines().toList();
        assertEquals(2, said.size(), err::toString);
        assertEquals(said.getFirst(), said.getLast());
        assertTrue(said.getFirst()
                .startsWith("riffle: no OpenCL library opens here; what follows is of backend reference"));
        assertEquals(
                "1 passed, 0 failed, 0 skipped", out.toString().lines().toList().getLast());
    }

    @Test
    void inJsonItIsAField() throws IOException {
        BenchCommand command = new BenchCommand();
        CommandLine commandLine = new CommandLine(command).setOut(new PrintWriter(out, true));
        commandLine.parseArgs(
                "--json", "--blocks", "1", "--samples", "1", "--network", "shufflenet", "--size", "32x32");
        assertEquals(0, command.run(launchpad(new Answer.NoDriver("no OpenCL library opens here"), List.of())));
        assertTrue(
                out.toString()
                        .contains("\"reason\" : \"no OpenCL library opens here; what follows is of backend reference"),
                out::toString);
    }

    /** Exit status 1 is what this exception becomes: MainTest. */
    @Test
    void aDriverThatIsThereAndDoesNotRunIsNoPassOnAnotherBackend() {
        assertRefused(new Answer.Refused(Status.UNAVAILABLE, "no device works", null), List.of(), "no device works");
        assertRefused(new Answer.Refused(Status.FAILED, "the worker ended", null), List.of(), "the worker ended");
        assertRefused(new Answer.NoDriver("nothing loads"), List.of("vendors/pocl.icd"), "vendors/pocl.icd");
        assertEquals("", out.toString());
    }

    private void assertRefused(Answer.Last found, List<String> drivers, String named) {
        ExecutionException failure = assertThrows(ExecutionException.class, () -> verify(found, drivers));
        assertTrue(failure.getMessage().contains("the default backend cannot run on it"), failure::getMessage);
        assertTrue(failure.getMessage().contains(named), failure::getMessage);
    }
}

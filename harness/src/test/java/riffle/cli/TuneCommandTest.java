package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import riffle.cli.start.Launchpad;
import riffle.execution.Device;
import riffle.execution.DeviceProfile;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.measure.process.Workers;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.replay.TuningFile;
import riffle.result.Status;

/** tune with workers that answer at once: the fused plan gains, every other plan fails. */
class TuneCommandTest {

    private static final Device DEVICE = new Device(0, "Fast", "platform", "1", 2);

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int tune(boolean fails, String... options) throws IOException {
        Workers workers = (request, heard) -> switch (request) {
            case Request.FindDevice find -> new Answer.Found(DEVICE);
            case Request.Prepare prepare -> new Answer.Prepared();
            case Request.Tune asked ->
                fails && asked.plan() != PlanKind.FUSED
                        ? new Answer.Refused(Status.WRONG_RESULT, "a tuned network is wrong", null)
                        : new Answer.Tuned(DEVICE, KernelSet.WIDE, DeviceProfile.DEFAULT, Map.of("copy 1", 2), 4, 3);
            default -> throw new AssertionError("unexpected " + request);
        };
        TuneCommand command = new TuneCommand();
        CommandLine commandLine = new CommandLine(command).setOut(new PrintWriter(out, true));
        commandLine.parseArgs(options);
        return command.run(
                new Launchpad(Optional.empty(), workers, Path.of(""), new PrintWriter(err, true)),
                new TuningFile(folder));
    }

    @Test
    void whatGainedIsKeptAndForgotten() throws IOException {
        assertEquals(0, tune(false, "--network", "mobilenet"));
        assertTrue(out.toString().contains("1.0 MobileNet | fused"), out::toString);
        assertTrue(out.toString().contains("0.750"), out::toString);
        assertEquals(
                Map.of("copy 1", 2),
                new TuningFile(folder).read(DEVICE).orElseThrow().finer());
        assertEquals(0, tune(false, "--forget"));
        assertEquals(Optional.empty(), new TuningFile(folder).read(DEVICE));
    }

    @Test
    void aWrongOutputIsStatus1() throws IOException {
        assertEquals(1, tune(true, "--network", "mobilenet"));
        assertTrue(err.toString().contains("a tuned network is wrong"), err::toString);
    }
}

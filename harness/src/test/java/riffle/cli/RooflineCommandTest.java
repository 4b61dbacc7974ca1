package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import riffle.cli.start.Launchpad;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.ExecutionException;
import riffle.measure.process.Workers;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.result.Block;
import riffle.result.OperatorTime;
import riffle.result.ResultStore;
import riffle.result.RunResult;
import riffle.result.SampleResults;
import riffle.result.Status;

/** The roofline with workers that answer at once. */
class RooflineCommandTest {

    private static final String DEVICE = "Fake Device (TM)";

    @TempDir
    private Path results;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> asked = new ArrayList<>();

    private static Device device(Integer threads) {
        return new Device(0, DEVICE, "Fake OpenCL", "0.1", threads == null ? 2 : threads);
    }

    private Answer.Last answer(Request request) {
        return switch (request) {
            case Request.FindDevice find -> new Answer.Found(device(find.threads()));
            case Request.MeasureCeilings measure -> {
                asked.add(measure.when().label() + " " + measure.threads());
                Device on = device(measure.threads());
                yield new Answer.MeasuredCeilings(
                        on, SampleResults.ceilings(measure.when(), DEVICE, on.computeUnits()));
            }
            case Request.Measure measure -> {
                asked.add("measure " + measure.threads());
                Block block = new Block(true, List.of(2.0), 3, List.of(2.0), List.of(0.0), List.of(List.of(1.0)));
                yield new Answer.Measured(
                        device(measure.threads()),
                        List.of(new OperatorTime("op", "dense conv", 1_000_000, 1_000_000, null)),
                        block,
                        1e-7);
            }
            case Request.Ablate ablate -> {
                asked.add("ablate " + ablate.threads());
                yield new Answer.Ablated(device(ablate.threads()), List.of());
            }
            default -> new Answer.Prepared();
        };
    }

    private int roofline(Workers workers, String... options) throws IOException {
        RooflineCommand command = new RooflineCommand();
        CommandLine commandLine = new CommandLine(command).setOut(new PrintWriter(out, true));
        commandLine.parseArgs(options);
        return command.run(new Launchpad(Optional.empty(), workers, results, new PrintWriter(err, true)));
    }

    private RunResult written() throws IOException {
        try (var files = Files.walk(results)) {
            return ResultStore.read(files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    @Test
    void networksAreMeasuredBetweenTwoLooksAtTheCeilings() throws IOException {
        int status = roofline((request, heard) -> answer(request), "--network", "shufflenet");
        assertEquals(0, status, err::toString);
        assertEquals(
                List.of(
                        "start 1",
                        "start null",
                        "measure 1",
                        "measure null",
                        "ablate 1",
                        "ablate null",
                        "end 1",
                        "end null"),
                asked);
        RunResult run = written();
        assertEquals(2, run.rows().size());
        assertEquals(4, run.ceilings().size());
        assertTrue(out.toString().contains("| op     | dense conv |"), out::toString);
        assertTrue(
                out.toString().contains("would take 5.0 % (ShuffleNet 1x (g = 3)) of the kernel time"), out::toString);
        assertTrue(out.toString().contains("results: " + results), out::toString);
    }

    @Test
    void jsonIsOneObjectWithEveryOperatorUnderItsRoof() throws IOException {
        int status =
                roofline((request, heard) -> answer(request), "--network", "shufflenet", "--threads", "1", "--json");
        assertEquals(0, status, err::toString);
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals(2, json.get("ceilings").size());
        JsonNode operator = json.get("operators").get(0);
        assertEquals("op", operator.get("name").asText());
        assertEquals(2.0, operator.get("flop_per_byte").asDouble());
        assertEquals(0.05, operator.get("share_of_roof").asDouble(), 1e-9);
        assertEquals("DRAM", operator.get("level").asText());
    }

    @Test
    void aFailedWorkerEndsTheRun() {
        ExecutionException failure = assertThrows(
                ExecutionException.class,
                () -> roofline((request, heard) -> request instanceof Request.MeasureCeilings
                        ? new Answer.Refused(Status.FAILED, "the worker ended with status 134", null)
                        : answer(request)));
        assertTrue(failure.getMessage().contains("status 134"), failure.getMessage());
    }

    @Test
    void anAblationThatFailsIsReportedAndTheRestIsKept() throws IOException {
        int status = roofline(
                (request, heard) -> request instanceof Request.Ablate
                        ? new Answer.Refused(Status.WRONG_RESULT, "the whole network is wrong", null)
                        : answer(request),
                "--network",
                "shufflenet",
                "--threads",
                "1");
        assertEquals(1, status);
        assertTrue(err.toString().contains("taken apart: the whole network is wrong"), err::toString);
        assertEquals(2, written().ceilings().size());
    }

    @Test
    void withoutADeviceThereIsNoRoof() {
        BackendUnavailableException refusal = assertThrows(
                BackendUnavailableException.class,
                () -> roofline((request, heard) -> new Answer.Refused(Status.UNAVAILABLE, "no OpenCL here", null)));
        assertTrue(refusal.getMessage().contains("no OpenCL here"), refusal.getMessage());
    }

    @Test
    void samplesMustBePositive() {
        CommandLine.ParameterException refusal = assertThrows(
                CommandLine.ParameterException.class,
                () -> roofline((request, heard) -> answer(request), "--samples", "0"));
        assertTrue(refusal.getMessage().contains("--samples is 0"), refusal.getMessage());
    }
}

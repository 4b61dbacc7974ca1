package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import riffle.execution.Device;
import riffle.measure.process.Workers;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.result.Ablation;
import riffle.result.Block;
import riffle.result.OperatorTime;
import riffle.result.ResultStore;
import riffle.result.RunResult;
import riffle.result.SampleResults;
import riffle.result.Status;
import riffle.result.Subject;

/** Ceilings and ablations of a full run, with workers that answer at once. */
class FullRunTest {

    private static final String DEVICE = "Fake Device (TM)";

    @TempDir
    private Path results;

    private final StringWriter err = new StringWriter();

    /** What was asked for besides rows, in order. */
    private final List<String> asked = new ArrayList<>();

    private static Device device(Integer threads) {
        return new Device(0, DEVICE, "Fake OpenCL", "0.1", threads == null ? 2 : threads);
    }

    private Answer.Last answer(Request request) {
        return switch (request) {
            case Request.FindDevice find -> new Answer.Found(device(find.threads()));
            case Request.Measure measure -> {
                if (asked.isEmpty() || !asked.getLast().equals("rows")) {
                    asked.add("rows");
                }
                Block block = new Block(true, List.of(2.0), 3, List.of(2.0), List.of(0.0), List.of(List.of(1.0)));
                OperatorTime operator = new OperatorTime("op", "dense conv", 1_000_000, 1_000_000, null);
                yield new Answer.Measured(device(measure.threads()), List.of(operator), block, 1e-7);
            }
            case Request.MeasureCeilings measure -> {
                asked.add(measure.when().label() + " " + measure.threads());
                Device on = device(measure.threads());
                yield new Answer.MeasuredCeilings(
                        on, SampleResults.ceilings(measure.when(), DEVICE, on.computeUnits()));
            }
            case Request.Ablate ablate -> {
                asked.add(ablate.workload().network().title() + " " + ablate.threads());
                Device on = device(ablate.threads());
                Subject subject = Subject.of(
                                ablate.workload().network(),
                                "bundle",
                                ablate.plan().label())
                        .on(DEVICE, on.computeUnits());
                List<Double> samples = List.of(1.0);
                yield new Answer.Ablated(
                        on, List.of(new Ablation(subject, "op", "dense conv", 1, 1, 1, samples, samples, samples)));
            }
            default -> new Answer.Prepared();
        };
    }

    private int reproduce(Workers workers, String... options) throws IOException {
        ReproduceCommand command = new ReproduceCommand();
        CommandLine commandLine = new CommandLine(command).setOut(new PrintWriter(new StringWriter(), true));
        commandLine.parseArgs(options);
        return command.run(new Launchpad(Optional.empty(), workers, results, new PrintWriter(err, true)));
    }

    private Path file() throws IOException {
        try (var files = Files.walk(results)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void oneFileHoldsRowsCeilingsAndAblations() throws IOException {
        assertEquals(0, reproduce((request, heard) -> answer(request), "--full", "--blocks", "1"), err::toString);
        List<String> apart = List.of(
                "ShuffleNet 1x (g = 3) 1",
                "ShuffleNet 1x (g = 3) null",
                "1.0 MobileNet 1",
                "1.0 MobileNet null",
                "AlexNet (convolutions only) 1",
                "AlexNet (convolutions only) null");
        List<String> expected = new ArrayList<>(List.of("start 1", "start null", "rows"));
        expected.addAll(apart);
        expected.addAll(List.of("end 1", "end null"));
        assertEquals(expected, asked);
        RunResult run = ResultStore.read(file());
        assertEquals(4, run.ceilings().size());
        assertEquals(apart.size(), run.ablations().size());
        assertTrue(run.rows().stream().allMatch(row -> row.status() == Status.OK));
    }

    @Test
    void withoutFullNoneOfThemIsMeasured() throws IOException {
        assertEquals(0, reproduce((request, heard) -> answer(request), "--blocks", "1"), err::toString);
        assertEquals(List.of("rows"), asked);
    }

    @Test
    void anInterruptedRunMeasuresOnlyWhatItsFileLacks() throws IOException {
        MadeUpRun.commit(results);
        assertThrows(
                IllegalStateException.class,
                () -> reproduce(
                        (request, heard) -> {
                            if (asked.size() == 5) {
                                throw new IllegalStateException("interrupted");
                            }
                            return answer(request);
                        },
                        "--full",
                        "--blocks",
                        "1"));
        assertEquals("ShuffleNet 1x (g = 3) null", asked.getLast());
        asked.clear();
        String file = file().toString();
        assertEquals(0, reproduce((request, heard) -> answer(request), "--resume", file), err::toString);
        assertEquals("1.0 MobileNet 1", asked.getFirst());
        assertEquals(List.of("end 1", "end null"), asked.subList(4, 6));
        RunResult run = ResultStore.read(file());
        assertEquals(4, run.ceilings().size());
        assertEquals(6, run.ablations().size());
    }

    @Test
    void aCeilingThatFailsIsReportedAndTheRestIsKept() throws IOException {
        int status = reproduce(
                (request, heard) -> request instanceof Request.MeasureCeilings
                        ? new Answer.Refused(Status.FAILED, "out of luck", null)
                        : answer(request),
                "--full",
                "--blocks",
                "1");
        assertEquals(1, status);
        assertTrue(err.toString().contains("out of luck"), err::toString);
        RunResult run = ResultStore.read(file());
        assertEquals(List.of(), run.ceilings());
        assertEquals(6, run.ablations().size());
    }
}

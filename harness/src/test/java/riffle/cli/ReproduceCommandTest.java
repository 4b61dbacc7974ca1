package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.ExecutionException;
import riffle.measure.Answer;
import riffle.measure.Request;
import riffle.measure.Workers;
import riffle.result.Block;
import riffle.result.OperatorTime;
import riffle.result.ResultStore;
import riffle.result.RunResult;
import riffle.result.Samples;
import riffle.result.Status;

/** The main job with workers that answer at once. */
class ReproduceCommandTest {

    private static final Device JVM = new Device(0, "JVM", "VM", "25", 1);
    private static final Device OPENCL = new Device(1, "Fake GPU", "Fake OpenCL", "0.1", 8);

    @TempDir
    private Path results;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<Request.Measure> measured = new ArrayList<>();

    private static Answer.Measured took(Device device, double ms) {
        Block block = new Block(true, List.of(ms), 3, List.of(ms), List.of(0.0), List.of(List.of(ms)));
        return new Answer.Measured(device, List.of(new OperatorTime("op", "dense conv", 1, 1, null)), block, 1e-7);
    }

    private int reproduce(
            Function<String, Answer.Last> finding, Function<Request.Measure, Answer.Last> measuring, String... options)
            throws IOException {
        Workers workers = (request, heard) -> switch (request) {
            case Request.FindDevice find -> finding.apply(find.backend());
            case Request.Measure measure -> {
                measured.add(measure);
                yield measuring.apply(measure);
            }
            case Request.MeasureCeilings ceilings ->
                new Answer.MeasuredCeilings(
                        OPENCL,
                        Samples.ceilings(
                                ceilings.when(),
                                OPENCL.name(),
                                ceilings.threads() == null ? OPENCL.computeUnits() : ceilings.threads()));
            case Request.Ablate ablate -> new Answer.Ablated(OPENCL, List.of());
            default -> new Answer.Prepared();
        };
        ReproduceCommand command = new ReproduceCommand();
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
    void withoutTornadoItRunsTheReferenceAndSaysWhatIsMissing() throws IOException {
        int status = reproduce(
                backend -> backend.equals("reference")
                        ? new Answer.Found(JVM)
                        : new Answer.Refused(Status.UNAVAILABLE, "TornadoVM is not installed", null),
                measure -> took(JVM, 10));
        assertEquals(0, status, err::toString);
        assertEquals(3 * 5, measured.size());
        assertTrue(err.toString().contains("left out: backend tornado: TornadoVM is not installed"), err::toString);
        assertTrue(out.toString().contains("- backend tornado: TornadoVM is not installed"), out::toString);
        assertTrue(out.toString().contains("results: " + results), out::toString);
        assertEquals(5, written().rows().size());
        assertEquals("JVM", written().environment().device());
    }

    @Test
    void aDeviceOrLimitThatIsNotThereIsNoReasonToTimeTheReferenceAlone() {
        for (String[] asked : new String[][] {{"--device", "foo"}, {"--threads", "1"}}) {
            BackendUnavailableException refusal = assertThrows(
                    BackendUnavailableException.class,
                    () -> reproduce(
                            backend -> backend.equals("reference")
                                    ? new Answer.Found(JVM)
                                    : new Answer.Refused(Status.UNAVAILABLE, "no such device", null),
                            measure -> took(JVM, 10),
                            asked));
            assertTrue(refusal.getMessage().contains("backend tornado: no such device"), refusal.getMessage());
        }
        assertEquals(List.of(), measured);
    }

    @Test
    void anInterruptedRunLeavesRowsThatSayNotMeasuredYet() {
        assertThrows(
                IllegalStateException.class,
                () -> reproduce(backend -> new Answer.Found(backend.equals("reference") ? JVM : OPENCL), measure -> {
                    assertEquals("not measured yet", notMeasured());
                    throw new IllegalStateException("interrupted");
                }));
        assertEquals("not measured yet", notMeasured());
    }

    private String notMeasured() {
        try {
            return written().rows().getLast().reason();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidFirst() {
        IOException refusal = assertThrows(
                IOException.class,
                () -> reproduce(
                        backend -> {
                            throw new AssertionError("asked for a device");
                        },
                        measure -> took(JVM, 10),
                        "--results",
                        "/proc/foo"));
        assertTrue(refusal.getMessage().startsWith("/proc/foo: results cannot be written here"), refusal.getMessage());
    }

    @Test
    void aWorkerThatCrashesWhileItLooksForADeviceIsAnError() {
        ExecutionException failure = assertThrows(
                ExecutionException.class,
                () -> reproduce(
                        backend -> backend.equals("reference")
                                ? new Answer.Found(JVM)
                                : new Answer.Refused(Status.FAILED, "the worker ended with status 134", null),
                        measure -> took(JVM, 10)));
        assertEquals("backend tornado: the worker ended with status 134", failure.getMessage());
        assertEquals(List.of(), measured);
    }

    @Test
    void aPeerThatCrashesIsLeftOut() throws IOException {
        int status = reproduce(
                backend -> backend.equals("onnxruntime")
                        ? new Answer.Refused(Status.FAILED, "the worker ended with status 139", null)
                        : new Answer.Found(backend.equals("reference") ? JVM : OPENCL),
                measure -> took(OPENCL, 10));
        assertEquals(0, status, err::toString);
        assertTrue(
                err.toString().contains("left out: backend onnxruntime: the worker ended with status 139"),
                err::toString);
        assertTrue(measured.stream().noneMatch(measure -> measure.backend().equals("onnxruntime")));
    }

    @Test
    void aWrongResultIsARowAndStatus1() throws IOException {
        int status = reproduce(
                backend -> new Answer.Found(backend.equals("reference") ? JVM : OPENCL),
                measure -> measure.backend().equals("tornado")
                        ? new Answer.Refused(Status.WRONG_RESULT, "output differs", 1.0)
                        : took(JVM, 10),
                "--blocks",
                "2");
        assertEquals(1, status);
        assertEquals(5 + 3 + (6 + 5) + 6, written().rows().size());
        assertEquals("Fake GPU", written().environment().device());
        assertTrue(out.toString().contains("wrong result: output differs"), out::toString);
    }

    /** The reference and TornadoVM run Table 8's five networks once; bundles and the peer everything, five times. */
    @Test
    void fullAddsThePlansSizesAndGroups() throws IOException {
        int status = reproduce(
                ReproduceCommandTest::foundEverything,
                measure -> took(measure.backend().equals("reference") ? JVM : OPENCL, 10),
                "--full",
                "--threads",
                "8");
        assertEquals(0, status, err::toString);
        assertEquals((5 + 5) + 5 * (6 + 5 + 6 + 4 + 10) + 5 * (6 + 4 + 10), measured.size());
        assertTrue(measured.stream().allMatch(measure -> switch (measure.backend()) {
            case "reference" -> measure.threads() == null && measure.device() == null;
            case "onnxruntime" -> measure.threads() == 8 && measure.device() == null;
            default -> measure.threads() == 8 && measure.device().equals("1");
        }));
        assertTrue(out.toString().contains("## 720x1280, backend bundle, plan fused"), out::toString);
        assertTrue(out.toString().contains("## 224x224, backend bundle, plan unfused"), out::toString);
        assertTrue(out.toString().contains("## 224x224, backend bundle, plan merged"), out::toString);
    }

    @Test
    void fullWithoutALimitMeasuresOneThreadToo() throws IOException {
        Device one = new Device(1, "Fake GPU", "Fake OpenCL", "0.1", 1);
        int status = reproduce(
                ReproduceCommandTest::foundEverything,
                measure -> took(
                        measure.backend().equals("reference")
                                ? JVM
                                : Integer.valueOf(1).equals(measure.threads()) ? one : OPENCL,
                        10),
                "--full",
                "--blocks",
                "1");
        assertEquals(0, status, err::toString);
        assertEquals(5 + 5 + 2 * (6 + 5) + 6 + 4 + 2 * 10 + 2 * 6 + 4 + 2 * 10, measured.size());
        assertTrue(out.toString().contains("## 480x640, backend bundle, plan fused, threads: 1"), out::toString);
        assertTrue(out.toString().contains("## 480x640, backend bundle, plan fused, threads: 8"), out::toString);
    }

    private static Answer.Last foundEverything(String backend) {
        return new Answer.Found(backend.equals("reference") ? JVM : OPENCL);
    }

    /** Stops a run at the first measurement of its last block, and tells the file. */
    private Path interrupted() throws IOException {
        assertThrows(
                IllegalStateException.class,
                () -> reproduce(
                        ReproduceCommandTest::foundEverything,
                        measure -> {
                            if (measured.size() > 25 + 17) {
                                throw new IllegalStateException("interrupted");
                            }
                            return took(measure.backend().equals("reference") ? JVM : OPENCL, 10);
                        },
                        "--samples",
                        "7"));
        measured.clear();
        try (var files = Files.walk(results)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void anInterruptedRunGoesOnWhereItsFileEnds() throws IOException {
        Path file = interrupted();
        assertEquals(2, ResultStore.read(file).rows().getLast().blocks().size());
        int status = reproduce(
                ReproduceCommandTest::foundEverything,
                measure -> took(measure.backend().equals("reference") ? JVM : OPENCL, 10),
                "--resume",
                file.toString());
        assertEquals(0, status, err::toString);
        assertEquals(17, measured.size()); // the third block of bundles and the peer
        assertTrue(measured.stream().allMatch(measure -> measure.sampling().samples() == 7));
        RunResult run = written();
        assertTrue(run.rows().stream().allMatch(row -> row.status() == Status.OK));
        assertEquals(1, run.rows().getFirst().blocks().size());
        assertEquals(3, run.rows().getLast().blocks().size());
        assertEquals(List.of(10.0, 10.0, 10.0), run.rows().getLast().result().samplesMs());
        assertTrue(out.toString().contains("results: " + file), out::toString);
    }

    @Test
    void environmentsAreNeverMixed() throws IOException {
        Path file = interrupted();
        String before = Files.readString(file);
        IOException refusal = assertThrows(
                IOException.class,
                () -> reproduce(
                        backend -> new Answer.Found(
                                backend.equals("reference") ? JVM : new Device(1, "Fake GPU", "Fake OpenCL", "0.2", 8)),
                        measure -> took(OPENCL, 10),
                        "--resume",
                        file.toString()));
        assertEquals(file + ": cannot be resumed in another environment: driver is 0.2, was 0.1", refusal.getMessage());
        assertEquals(List.of(), measured);
        assertEquals(before, Files.readString(file));
    }

    @Test
    void aResumedRunHasTheOptionsThatItHad() throws IOException {
        Path file = interrupted();
        CommandLine.ParameterException refusal = assertThrows(
                CommandLine.ParameterException.class,
                () -> reproduce(
                        ReproduceCommandTest::foundEverything,
                        measure -> took(OPENCL, 10),
                        "--full",
                        "--resume",
                        file.toString()));
        assertTrue(refusal.getMessage().startsWith("--full is given beside --resume"), refusal.getMessage());
    }

    @Test
    void aFileThatDoesNotSayWhatItWasAskedForCannotBeResumed() throws IOException {
        Path file = results.resolve("old.json");
        ResultStore.write(file, Samples.RUN);
        IOException refusal = assertThrows(
                IOException.class,
                () -> reproduce(
                        ReproduceCommandTest::foundEverything,
                        measure -> took(OPENCL, 10),
                        "--resume",
                        file.toString()));
        assertTrue(refusal.getMessage().startsWith(file + ": cannot be resumed"), refusal.getMessage());
    }
}

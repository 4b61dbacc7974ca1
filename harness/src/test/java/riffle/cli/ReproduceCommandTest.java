package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import java.util.Map;
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
import riffle.opencl.OpenClPlatform;
import riffle.opencl.OpenClSurvey;
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
    private List<String> drivers = List.of();
    private OpenClSurvey survey;

    private static Answer.Measured took(Device device, double ms) {
        Block block = new Block(true, List.of(ms), 3, List.of(ms), List.of(0.0), List.of(List.of(ms)));
        return new Answer.Measured(device, List.of(new OperatorTime("op", "dense conv", 1, 1, null)), block, 1e-7);
    }

    private int reproduce(Finding finding, Function<Request.Measure, Answer.Last> measuring, String... options)
            throws IOException {
        return reproduceOn(find -> finding.of(find.backend()), measuring, options);
    }

    /** What a backend of a name finds. */
    private interface Finding {
        Answer.Last of(String backend);
    }

    private int reproduceOn(
            Function<Request.FindDevice, Answer.Last> finding,
            Function<Request.Measure, Answer.Last> measuring,
            String... options)
            throws IOException {
        Workers workers = (request, heard) -> switch (request) {
            case Request.FindDevice find -> finding.apply(find);
            case Request.Survey unused -> new Answer.Surveyed(survey);
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
        return command.run(new Launchpad(Optional.empty(), drivers, workers, results, new PrintWriter(err, true)));
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
                backend -> switch (backend) {
                    case "reference" -> new Answer.Found(JVM);
                    case "bundle" -> new Answer.NoDriver("no OpenCL driver is registered here");
                    default -> new Answer.Refused(Status.UNAVAILABLE, "TornadoVM is not installed", null);
                },
                measure -> took(JVM, 10));
        assertEquals(0, status, err::toString);
        String told =
                "riffle: there is no OpenCL here; what is measured says nothing about a device, only about reference";
        List<String> said = err.toString().lines().filter(told::equals).toList();
        assertEquals(List.of(told, told), said, err::toString); // before the measurement and after it
        assertEquals(told, err.toString().lines().toList().getLast());
        assertEquals(3 * 5, measured.size());
        assertTrue(err.toString().contains("left out: backend tornado: TornadoVM is not installed"), err::toString);
        assertTrue(out.toString().contains("- backend tornado: TornadoVM is not installed"), out::toString);
        assertTrue(out.toString().contains("results: " + results), out::toString);
        assertEquals(5, written().rows().size());
        assertEquals("JVM", written().environment().device());
    }

    /** Either the driver answered and does not work, or one is registered and the loader finds nothing that loads. */
    @Test
    void openClThatIsThereAndDoesNotRunIsAnErrorAndNoReasonToTimeTheReference() {
        Map<Answer.Last, List<String>> cases = Map.of(
                new Answer.Refused(Status.UNAVAILABLE, "no device that works", null),
                List.of(),
                new Answer.NoDriver("no OpenCL driver is registered here"),
                List.of("/etc/OpenCL/vendors/some.icd"));
        cases.forEach((answer, registered) -> {
            drivers = registered;
            ExecutionException failure = assertThrows(
                    ExecutionException.class,
                    () -> reproduce(
                            backend -> backend.equals("bundle") ? answer : new Answer.Found(JVM),
                            measure -> took(JVM, 10)));
            assertTrue(failure.getMessage().contains("the default backend cannot run on it: "), failure::getMessage);
            assertEquals(List.of(), measured);
        });
    }

    @Test
    void allDevicesAreARunEachAndOneReport() throws IOException {
        Device other = new Device(2, "Other GPU", "Other OpenCL", "7", 4, "Maker", "other-gpu");
        survey = new OpenClSurvey(
                "libOpenCL.so.1",
                "libOpenCL.so.1",
                List.of(),
                List.of(
                        new OpenClPlatform("Fake OpenCL", List.of(OPENCL), List.of()),
                        new OpenClPlatform("Broken", List.of(), List.of("clGetDeviceIDs failed")),
                        new OpenClPlatform("Other OpenCL", List.of(other), List.of())));
        int status = reproduceOn(
                find -> find.backend().equals("tornado")
                        ? new Answer.Refused(Status.UNAVAILABLE, "TornadoVM is not installed", null)
                        : new Answer.Found(
                                find.device() == null ? JVM : find.device().equals("2") ? other : OPENCL),
                measure ->
                        took(measure.device() == null ? JVM : measure.device().equals("2") ? other : OPENCL, 10),
                "--device",
                "all",
                "--blocks",
                "1");
        assertEquals(0, status, err::toString);
        assertTrue(err.toString().contains("left out: Broken: clGetDeviceIDs failed"), err::toString);
        try (var files = Files.list(results.resolve("results"))) {
            List<String> folders =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            assertEquals(
                    List.of("fake-gpu", "other-gpu"),
                    folders.stream()
                            .filter(name -> !name.startsWith("devices-"))
                            .toList());
            Path page = results.resolve("results").resolve(folders.getFirst()).resolve("report.html");
            assertTrue(folders.getFirst().startsWith("devices-"), folders::toString);
            assertTrue(Files.readString(page).contains("Other GPU"));
            assertTrue(Files.readString(page).contains("Fake GPU"));
        }
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

    /** Makes the project a checkout, so that its commit is known. */
    static void commit(Path project) throws IOException {
        for (List<String> arguments : List.of(
                List.of("init", "-q"),
                List.of("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "first"))) {
            List<String> command = new ArrayList<>(List.of("git", "-C", project.toString()));
            command.addAll(arguments);
            try {
                assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), command::toString);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
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
    void aRunThatDoesNotTellItsCommitCannotBeResumed() throws IOException {
        Path file = interrupted();
        assertNull(ResultStore.read(file).environment().commit());
        IOException refusal = assertThrows(
                IOException.class,
                () -> reproduce(
                        ReproduceCommandTest::foundEverything,
                        measure -> took(OPENCL, 10),
                        "--resume",
                        file.toString()));
        assertTrue(
                refusal.getMessage()
                        .startsWith(file + ": cannot be resumed: neither it nor this project tells its commit"),
                refusal::getMessage);
        assertEquals(List.of(), measured);
    }

    @Test
    void anInterruptedRunGoesOnWhereItsFileEnds() throws IOException {
        commit(results);
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

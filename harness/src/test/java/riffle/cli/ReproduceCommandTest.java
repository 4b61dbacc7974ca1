package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static riffle.cli.MadeUpRun.JVM;
import static riffle.cli.MadeUpRun.OPENCL;
import static riffle.cli.MadeUpRun.took;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.ExecutionException;
import riffle.measure.protocol.Answer;
import riffle.opencl.OpenClPlatform;
import riffle.opencl.OpenClSurvey;
import riffle.result.Status;

/** The main job with workers that answer at once. */
class ReproduceCommandTest {

    @TempDir
    private Path results;

    private MadeUpRun run;

    @BeforeEach
    void makeOne() {
        run = new MadeUpRun(results);
    }

    @Test
    void withoutTornadoItRunsTheReferenceAndSaysWhatIsMissing() throws IOException {
        int status = run.reproduce(
                backend -> switch (backend) {
                    case "reference" -> new Answer.Found(JVM);
                    case "bundle" -> new Answer.NoDriver("no OpenCL driver is registered here");
                    default -> new Answer.Refused(Status.UNAVAILABLE, "TornadoVM is not installed", null);
                },
                measure -> took(JVM, 10));
        assertEquals(0, status, run::err);
        String told =
                "riffle: there is no OpenCL here; what is measured says nothing about a device, only about reference";
        List<String> said = run.err().lines().filter(told::equals).toList();
        assertEquals(List.of(told, told), said, run::err); // before the measurement and after it
        assertEquals(told, run.err().lines().toList().getLast());
        assertEquals(3 * 5, run.measured().size());
        assertTrue(run.err().contains("left out: backend tornado: TornadoVM is not installed"), run::err);
        assertTrue(run.out().contains("- Left out: backend tornado: TornadoVM is not installed."), run::out);
        assertTrue(run.out().contains("results: " + results), run::out);
        assertEquals(5, run.written().rows().size());
        assertEquals("JVM", run.written().environment().device());
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
            run.drivers(registered);
            ExecutionException failure = assertThrows(
                    ExecutionException.class,
                    () -> run.reproduce(
                            backend -> backend.equals("bundle") ? answer : new Answer.Found(JVM),
                            measure -> took(JVM, 10)));
            assertTrue(failure.getMessage().contains("the default backend cannot run on it: "), failure::getMessage);
            assertEquals(List.of(), run.measured());
        });
    }

    @Test
    void allDevicesAreARunEachAndOneReport() throws IOException {
        Device other = new Device(2, "Other GPU", "Other OpenCL", "7", 4, "Maker", "other-gpu");
        run.survey(new OpenClSurvey(
                "libOpenCL.so.1",
                "libOpenCL.so.1",
                List.of(),
                List.of(
                        new OpenClPlatform("Fake OpenCL", List.of(OPENCL), List.of()),
                        new OpenClPlatform("Broken", List.of(), List.of("clGetDeviceIDs failed")),
                        new OpenClPlatform("Other OpenCL", List.of(other), List.of()))));
        int status = run.reproduceOn(
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
        assertEquals(0, status, run::err);
        assertTrue(run.err().contains("left out: Broken: clGetDeviceIDs failed"), run::err);
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
                    () -> run.reproduce(
                            backend -> backend.equals("reference")
                                    ? new Answer.Found(JVM)
                                    : new Answer.Refused(Status.UNAVAILABLE, "no such device", null),
                            measure -> took(JVM, 10),
                            asked));
            assertTrue(refusal.getMessage().contains("backend tornado: no such device"), refusal.getMessage());
        }
        assertEquals(List.of(), run.measured());
    }

    @Test
    void anInterruptedRunLeavesRowsThatSayNotMeasuredYet() {
        assertThrows(
                IllegalStateException.class,
                () -> run.reproduce(
                        backend -> new Answer.Found(backend.equals("reference") ? JVM : OPENCL), measure -> {
                            assertEquals("not measured yet", notMeasured());
                            throw new IllegalStateException("interrupted");
                        }));
        assertEquals("not measured yet", notMeasured());
    }

    private String notMeasured() {
        try {
            return run.written().rows().getLast().reason();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidFirst() {
        IOException refusal = assertThrows(
                IOException.class,
                () -> run.reproduce(
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
                () -> run.reproduce(
                        backend -> backend.equals("reference")
                                ? new Answer.Found(JVM)
                                : new Answer.Refused(Status.FAILED, "the worker ended with status 134", null),
                        measure -> took(JVM, 10)));
        assertEquals("backend tornado: the worker ended with status 134", failure.getMessage());
        assertEquals(List.of(), run.measured());
    }

    @Test
    void aPeerThatCrashesIsLeftOut() throws IOException {
        int status = run.reproduce(
                backend -> backend.equals("onnxruntime")
                        ? new Answer.Refused(Status.FAILED, "the worker ended with status 139", null)
                        : new Answer.Found(backend.equals("reference") ? JVM : OPENCL),
                measure -> took(OPENCL, 10));
        assertEquals(0, status, run::err);
        assertTrue(run.err().contains("left out: backend onnxruntime: the worker ended with status 139"), run::err);
        assertTrue(
                run.measured().stream().noneMatch(measure -> measure.backend().equals("onnxruntime")));
    }

    @Test
    void aWrongResultIsARowAndStatus1() throws IOException {
        int status = run.reproduce(
                backend -> new Answer.Found(backend.equals("reference") ? JVM : OPENCL),
                measure -> measure.backend().equals("tornado")
                        ? new Answer.Refused(Status.WRONG_RESULT, "output differs", 1.0)
                        : took(JVM, 10),
                "--blocks",
                "2");
        assertEquals(1, status);
        assertEquals(5 + 3 + (6 + 5) + 6, run.written().rows().size());
        assertEquals("Fake GPU", run.written().environment().device());
        assertTrue(
                run.out().contains("- wrong result: output differs: ShuffleNet 0.5x (g = 3), 224x224, tornado, "),
                run::out);
    }

    /** The reference and TornadoVM run Table 8's five networks once; bundles and the peer everything, five times. */
    @Test
    void fullAddsThePlansSizesAndGroups() throws IOException {
        int status = run.reproduce(
                MadeUpRun::foundEverything,
                measure -> took(measure.backend().equals("reference") ? JVM : OPENCL, 10),
                "--full",
                "--threads",
                "8");
        assertEquals(0, status, run::err);
        assertEquals(
                (5 + 5) + 5 * (6 + 5 + 6 + 4 + 10) + 5 * (6 + 4 + 10),
                run.measured().size());
        assertTrue(run.measured().stream().allMatch(measure -> switch (measure.backend()) {
            case "reference" -> measure.threads() == null && measure.device() == null;
            case "onnxruntime" -> measure.threads() == 8 && measure.device() == null;
            default -> measure.threads() == 8 && measure.device().equals("1");
        }));
        String times = run.reported("measurements-spread.csv");
        assertTrue(times.contains("\n720x1280,bundle,fused,8,"), times);
        assertTrue(times.contains("\n224x224,bundle,unfused,8,"), times);
        assertTrue(times.contains("\n224x224,bundle,merged,8,"), times);
    }

    @Test
    void fullWithoutALimitMeasuresOneThreadToo() throws IOException {
        Device one = new Device(1, "Fake GPU", "Fake OpenCL", "0.1", 1);
        int status = run.reproduce(
                MadeUpRun::foundEverything,
                measure -> took(
                        measure.backend().equals("reference")
                                ? JVM
                                : Integer.valueOf(1).equals(measure.threads()) ? one : OPENCL,
                        10),
                "--full",
                "--blocks",
                "1");
        assertEquals(0, status, run::err);
        assertEquals(
                5 + 5 + 2 * (6 + 5) + 6 + 4 + 2 * 10 + 2 * 6 + 4 + 2 * 10,
                run.measured().size());
        String times = run.reported("measurements-spread.csv");
        assertTrue(times.contains("\n480x640,bundle,fused,1,"), times);
        assertTrue(times.contains("\n480x640,bundle,fused,8,"), times);
        assertTrue(run.out().contains("Table 8 here (224x224, bundle, fused, 1 thread)"), run::out);
        assertTrue(run.out().contains("Table 8 here (224x224, bundle, fused, 8 threads)"), run::out);
        assertTrue(run.out().lines().count() <= 45, run::out);
    }
}

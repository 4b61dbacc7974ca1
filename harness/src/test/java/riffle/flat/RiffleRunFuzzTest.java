package riffle.flat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import riffle.execution.KernelSet;
import riffle.result.BenchResult;
import riffle.result.Block;
import riffle.result.OperatorTime;
import riffle.result.ResultStore;
import riffle.result.RunResult;
import riffle.result.Status;

/**
 * riffle-run under the sanitizers: mutated files are refused in one line or run, and no memory is misused. The driver
 * is one that checks every access and whose kernels write zeros. {@code -Driffle.fuzz=N} tries N files; seeds are
 * fixed.
 */
final class RiffleRunFuzzTest {

    private static final int FILES = 2000;
    private static final int BATCH = 250;
    private static final int RUNS = 5;
    private static final Path DRIVER = Path.of("src/test/c/fake-opencl.c");
    private static final String SANITIZERS = "-fsanitize=address,undefined";

    @TempDir
    private static Path programs;

    private static RiffleRunProgram program;
    private static Path driver;

    @TempDir
    private Path folder;

    @BeforeAll
    static void build() {
        program = RiffleRunProgram.build("gcc", programs, SANITIZERS, "-fno-sanitize-recover", "-g", "-O1");
        driver = driver("driver.so");
    }

    private static Path driver(String name, String... options) {
        List<String> all = new ArrayList<>(List.of("-shared", "-fPIC", SANITIZERS, "-g"));
        all.addAll(List.of(options));
        return RiffleRunProgram.build("gcc", DRIVER, programs.resolve(name), all.toArray(String[]::new));
    }

    @Test
    void mutatedFilesAreRefusedInALineOrRun() throws IOException {
        byte[] whole = FlatUnit.write(folder);
        Random random = new Random(1);
        int accepted = 0;
        int refused = 0;
        int ran = 0;
        Set<String> reasons = new TreeSet<>();
        int files = Integer.getInteger("riffle.fuzz", FILES);
        for (int batch = 0; batch * BATCH < files; batch++) {
            List<String> arguments = new ArrayList<>(List.of("--check"));
            for (int i = 0; i < BATCH; i++) {
                Path file = folder.resolve(i + ".flat");
                Files.write(file, MutatedFlat.of(whole, random));
                arguments.add(file.toString());
            }
            RiffleRunProgram.Ended ended = program.run(arguments.toArray(String[]::new));
            assertEquals("", ended.err());
            List<String> lines = ended.out().lines().toList();
            assertEquals(BATCH, lines.size(), ended.out());
            for (int i = 0; i < BATCH; i++) {
                String file = folder.resolve(i + ".flat").toString();
                String line = lines.get(i).substring(file.length() + 1);
                boolean sound = line.matches(".*, \\d+ launches");
                accepted += sound ? 1 : 0;
                refused += sound ? 0 : 1;
                reasons.add(line.replaceAll("[0-9a-f]{8}|\\d+", "N").replaceAll("(launch|buffer|kernel) \\S+", "$1 X"));
                if (sound && ran < RUNS * (batch + 1)) {
                    ran++;
                    runs(file);
                }
            }
        }
        assertTrue(refused > files / 2 && accepted > files / 20, refused + " refused, " + accepted + " accepted");
        assertTrue(reasons.size() > 20, reasons::toString);
    }

    /** A file that seems sound: it may be wrong, it may not do harm. */
    private static void runs(String file) {
        RiffleRunProgram.Ended ended =
                program.run("--blocks", "1", "--samples", "1", "--opencl-library", driver.toString(), file);
        assertTrue(ended.status() >= 0 && ended.status() <= 2, ended::toString);
        assertFalse(ended.err().contains("Sanitizer") || ended.err().contains("runtime error"), ended::err);
    }

    private RiffleRunProgram.Ended runOn(String name, List<String> kind, String... arguments) throws IOException {
        byte[] unused = FlatUnit.write(folder);
        return run(name, kind, arguments);
    }

    private RiffleRunProgram.Ended run(String name, List<String> kind, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--blocks", "2", "--samples", "4", "--pause", "0"));
        all.addAll(List.of("--json", folder.resolve("a.json").toString()));
        all.addAll(List.of(
                "--opencl-library", driver(name, kind.toArray(String[]::new)).toString()));
        all.addAll(List.of(arguments));
        all.add(folder.resolve("whole.flat").toString());
        RiffleRunProgram.Ended ended = program.run(all.toArray(String[]::new));
        assertFalse(ended.err().contains("runtime error") || ended.err().contains("AddressSanitizer"), ended::err);
        return ended;
    }

    private RunResult results() throws IOException {
        return ResultStore.read(folder.resolve("a.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-DUNIFIED=0", "-DUNIFIED=1", "-DPIXEL"})
    void aWholeFileRunsOnEveryKindOfDriver(String kind) throws IOException {
        RiffleRunProgram.Ended ended = runOn("driver" + kind + ".so", List.of(kind));

        assertEquals(0, ended.status(), ended::err);
        RunResult run = results();
        assertEquals("Mali-Fake", run.environment().device());
        assertEquals(
                "Fake \"platform\" \\ ?, OpenCL 1.2 fake", run.environment().platform());
        assertEquals("fake-platform-gpu-mali-fake", run.environment().deviceIdentity());
        assertTrue(run.rows().getFirst().status() != Status.WRONG_RESULT);
        assertEquals(2, run.rows().getFirst().blocks().size());
        assertEquals(
                2e-3,
                run.rows().getFirst().blocks().getFirst().kernelMs().getFirst().getFirst());
        assertFalse(run.ablations().isEmpty());
    }

    /** What fails after the blocks is left out, with its reason; the blocks are kept. */
    @Test
    void aDriverThatFailsLateCostsNoSamples() throws IOException {
        RiffleRunProgram.Ended ended = runOn("late.so", List.of("-DLATE"));

        assertFalse(ended.err().contains("riffle-run: "), ended::err);
        RunResult run = results();
        assertEquals(4, run.rows().getFirst().blocks().get(1).samplesMs().size());
        assertEquals(
                List.of("launches by themselves of "
                        + run.rows()
                                .getFirst()
                                .result()
                                .subject()
                                .spec()
                                .build()
                                .name()
                        + ": OpenCL: launch "
                        + run.rows().getFirst().result().operators().getFirst().name()
                        + " failed with error -5"),
                run.environment().leftOut());
    }

    @Test
    void copiesWithImpossibleTimesAreCounted() throws IOException {
        RiffleRunProgram.Ended ended = runOn("odd.so", List.of("-DODD"));

        assertEquals(0, ended.status(), ended::err);
        BenchResult row = results().rows().getFirst().result();
        assertTrue(row.note().contains(" copies with impossible event times count as 0 ms of transfer"), row::note);
        assertEquals(0, row.times().transferMs());
    }

    @Test
    void withoutEventsKernelsTakeWhatTheyTakeWhenRepeated() throws IOException {
        RiffleRunProgram.Ended ended = runOn("plain.so", List.of(), "--no-events");

        assertEquals(0, ended.status(), ended::err);
        BenchResult row = results().rows().getFirst().result();
        assertTrue(row.note().contains("no event times: kernels take in every sample what they take"), row::note);
        List<Double> first =
                results().rows().getFirst().blocks().getFirst().kernelMs().getFirst();
        assertEquals(row.operators().stream().map(OperatorTime::kernelMs).toList(), first);
        assertTrue(first.stream().allMatch(ms -> ms > 0), first::toString);
        for (Block block : results().rows().getFirst().blocks()) {
            block.kernelMs().forEach(sample -> assertEquals(first, sample));
        }
    }

    /** The fake refuses larger groups than it says that it takes. */
    @Test
    void groupsThatADeviceDoesNotTakeAreLeftToIt() throws IOException {
        byte[] unused = FlatUnit.write(folder, KernelSet.NARROW);
        assertEquals(0, run("small.so", List.of("-DMOST=2")).status());
    }

    @Test
    void aNumberIsAnIndexAndANameMustBeOfOneDevice() throws IOException {
        List<String> two = List.of("-DDEVICES=2");
        assertEquals(0, runOn("two.so", two, "--device", "1").status());
        assertEquals("Mali-1", results().environment().device());
        assertEquals(0, runOn("two.so", two, "--device", "mali-f").status());
        assertEquals("Mali-Fake", results().environment().device());
        RiffleRunProgram.Ended several = runOn("two.so", two, "--device", "mali");
        assertEquals(2, several.status());
        assertTrue(several.err().contains("several devices are called mali, among them Mali-Fake and Mali-1"));
        assertEquals(2, runOn("two.so", two, "--device", " ").status());
    }

    @Test
    void aSickDeviceCostsItselfAlone() throws IOException {
        RiffleRunProgram.Ended ended = runOn("sick.so", List.of("-DDEVICES=2", "-DSICK"));
        assertEquals(0, ended.status(), ended::err);
        assertTrue(ended.err().contains("device 1 (Mali-1) does not tell what it is: error -33"), ended::err);
    }

    @Test
    void aDriverWithoutTheFunctionsIsRefused() throws IOException {
        byte[] unused = FlatUnit.write(folder);
        Path empty = folder.resolve("empty.c");
        Files.writeString(empty, "int nothing;\n");
        Path library = RiffleRunProgram.build("gcc", empty, folder.resolve("empty.so"), "-shared", "-fPIC");

        RiffleRunProgram.Ended ended = program.run(
                "--opencl-library",
                library.toString(),
                folder.resolve("whole.flat").toString());

        assertEquals(2, ended.status());
        assertTrue(ended.err().endsWith("empty.so: has no clGetPlatformIDs\n"), ended::err);
    }
}

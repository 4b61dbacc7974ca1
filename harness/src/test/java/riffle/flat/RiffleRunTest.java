package riffle.flat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;
import riffle.analysis.row.Rows;
import riffle.bundle.Bundle;
import riffle.bundle.BundleFile;
import riffle.bundle.Library;
import riffle.cases.Tolerance;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.Emulation;
import riffle.execution.Execution;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.execution.SourceForm;
import riffle.measure.protocol.Workload;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.plan.MicroPlan;
import riffle.plan.Plan;
import riffle.plan.Planner;
import riffle.plan.family.Kernel;
import riffle.reference.Reference;
import riffle.replay.BundleBackend;
import riffle.result.Ablation;
import riffle.result.OperatorTime;
import riffle.result.ResultRow;
import riffle.result.ResultStore;
import riffle.result.RunResult;
import riffle.result.Status;
import riffle.result.ceiling.Bandwidth;
import riffle.result.ceiling.Ceilings;
import riffle.result.ceiling.Pattern;
import riffle.result.ceiling.PeakRate;
import riffle.result.ceiling.Plateau;
import riffle.roofline.Levels;
import riffle.roofline.Roofline;
import riffle.stats.Summary;
import riffle.tensor.Tensor;
import riffle.weights.Weights;

/** riffle-run on a driver of this machine: the bits of backend bundle, its check, and its results file. */
final class RiffleRunTest {

    private static final NetworkSpec SPEC =
            NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.25).withSize(64, 64);
    private static final Network NETWORK = SPEC.build();
    private static final Weights WEIGHTS = Workload.of(SPEC).weights(NETWORK);
    private static final Plan PLAN = Planner.plan(NETWORK, PlanKind.FUSED, KernelSet.WIDE);
    private static final List<Tensor> INPUTS = Workload.of(SPEC).inputs(NETWORK);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"gcc", "clang"})
    void itBuildsWithoutAWarning(String compiler) {
        RiffleRunProgram program = RiffleRunProgram.build(compiler, folder, "-O2");
        assertEquals(0, program.run("--help").status());
        assertEquals(2, program.run().status());
    }

    @ParameterizedTest
    @CsvSource({"gcc, WIDE", "clang, NARROW"})
    void itGivesTheBitsOfBackendBundle(String compiler, KernelSet set) throws IOException {
        Device device = device();
        RiffleRunProgram program = RiffleRunProgram.build(compiler, folder, "-O2");
        Plan plan = Planner.plan(NETWORK, PlanKind.FUSED, set);
        Path bundle = folder.resolve("a.bundle");
        Path flat = written("a.flat", plan);
        Path output = folder.resolve("output.f32");
        BundleFile.write(Bundle.of(Library.shipped(), plan, Optional.of(WEIGHTS)), bundle);

        RiffleRunProgram.Ended ended = program.run(
                "--blocks",
                "1",
                "--samples",
                "1",
                "--no-parts",
                "--device",
                String.valueOf(device.index()),
                "--output",
                output.toString(),
                flat.toString());

        assertEquals(0, ended.status(), ended::err);
        try (Execution execution = new BundleBackend(bundle).prepare(NETWORK, WEIGHTS, PlanKind.FUSED, device)) {
            assertArrayEquals(execution.run(INPUTS).output().data(), floats(output));
        }
    }

    @Test
    void aWeightChangedAfterTheReferenceRanFailsTheCheck() throws IOException {
        Device device = device();
        RiffleRunProgram program = RiffleRunProgram.build("gcc", folder, "-O2");
        Path flat = written("a.flat", PLAN);
        byte[] bytes = Files.readAllBytes(flat);
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int weight = MutatedFlat.begin(file, FlatFormat.Section.FLOATS)
                + Float.BYTES * INPUTS.getFirst().data().length
                + 40;
        file.putFloat(weight, 3 + 2 * file.getFloat(weight));
        Files.write(flat, bytes);
        assertTrue(program.run("--check", flat.toString()).out().contains("is damaged"), "the checksum is the old one");
        MutatedFlat.seal(bytes);
        Files.write(flat, bytes);
        Path json = folder.resolve("a.json");

        RiffleRunProgram.Ended ended = program.run(
                "--blocks", "1", "--device", "" + device.index(), "--json", json.toString(), flat.toString());

        assertEquals(1, ended.status(), ended::err);
        assertTrue(ended.err().contains("riffle-run: the output of " + NETWORK.name() + " is wrong: "), ended::err);
        ResultRow row = ResultStore.read(json).rows().getFirst();
        assertEquals(Status.WRONG_RESULT, row.status());
        assertFalse(row.result().verified());
        assertNull(row.result().times().medianMs());
        assertTrue(
                row.result().maxError() > Tolerance.NETWORK.value(),
                "" + row.result().maxError());
    }

    @Test
    void itsResultsAreAResultsFile() throws IOException {
        Device device = device();
        RiffleRunProgram program = RiffleRunProgram.build("gcc", folder, "-O2");
        Path flat = written("a.flat", PLAN);
        Path other = written("b.flat", Planner.plan(NETWORK, PlanKind.MERGED, KernelSet.WIDE));
        Path json = folder.resolve("a.json");

        RiffleRunProgram.Ended ended = program.run(
                "--blocks",
                "2",
                "--samples",
                "3",
                "--pause",
                "0",
                "--ceilings",
                "--device",
                "" + device.index(),
                "--json",
                json.toString(),
                flat.toString(),
                other.toString());

        assertEquals(0, ended.status(), ended::err);
        RunResult run = ResultStore.read(json);
        assertEquals(List.of(), run.environment().leftOut());
        assertFalse(Roofline.of(run).operators().isEmpty());
        assertEquals(List.of(SPEC, SPEC), run.rows().stream().map(Rows::network).toList());
        assertEquals(device.identity(), run.environment().deviceIdentity());
        assertEquals(device.platform(), run.environment().platform());
        assertEquals(Emulation.HOST.seen().orElse(null), run.environment().emulated());
        ResultRow row = run.rows().getFirst();
        assertEquals(SPEC, row.result().subject().spec());
        assertEquals("riffle-run", row.result().subject().backend());
        assertTrue(row.result().verified() && row.result().maxError() <= Tolerance.NETWORK.value());
        assertEquals(2, row.blocks().size());
        assertEquals(3, row.blocks().getFirst().samplesMs().size());
        assertEquals(
                PLAN.launches().stream()
                        .map(launch -> new OperatorTime(
                                launch.name(),
                                launch.operatorClass(),
                                launch.cost().macs(),
                                launch.cost().bytes(),
                                null))
                        .toList(),
                row.result().operators().stream().map(OperatorTime::untimed).toList());
        String note = row.result().note();
        assertTrue(note.startsWith("wide kernels, weights random, flat file "), note);
        assertTrue(note.contains("by repetition"), note);
        assertEquals(
                PLAN.calls().stream()
                        .filter(call -> call.kernel().only(Kernel.Work.MEMORY).isPresent())
                        .map(call -> call.launch().name())
                        .toList(),
                run.ablations().stream()
                        .filter(ablation -> ablation.subject().plan().equals("fused"))
                        .map(Ablation::launch)
                        .toList());
        assertTrue(
                run.ablations().stream()
                        .allMatch(ablation -> ablation.memoryOnlySamplesMs().size() == 3
                                && ablation.fullMs() > 0
                                && ablation.computeOnlyMs() > 0),
                run.ablations()::toString);
        requireCeilings(run.ceilings().getFirst());
    }

    /** Rates are plausible, and the levels are those that Riffle finds in the same curves. */
    private static void requireCeilings(Ceilings found) {
        assertEquals("riffle-run", found.backend());
        assertEquals(
                MicroPlan.WIDTHS,
                found.peak().widths().stream().map(PeakRate.Width::width).toList());
        assertEquals(PeakRate.best(found.peak().widths()), found.peak());
        assertEquals(3 * 25, found.bandwidth().size());
        for (Bandwidth bandwidth : found.bandwidth()) {
            assertEquals(Summary.of(bandwidth.samples()).p90(), bandwidth.gbPerS(), 1e-6 * bandwidth.gbPerS());
        }
        List<Plateau> levels = Arrays.stream(Pattern.values())
                .flatMap(pattern -> Levels.of(pattern, found.bandwidth()).stream())
                .toList();
        assertEquals(
                levels.stream().map(RiffleRunTest::unrated).toList(),
                found.plateaus().stream().map(RiffleRunTest::unrated).toList());
        for (int i = 0; i < levels.size(); i++) {
            double rate = levels.get(i).gbPerS();
            assertEquals(rate, found.plateaus().get(i).gbPerS(), 1e-6 * rate);
        }
        assertTrue(found.launch().aloneUs() > 0 && found.launch().queuedUs() > 0, found.launch()::toString);
        assertEquals(10, found.transfers().size());
    }

    private static Plateau unrated(Plateau level) {
        return new Plateau(level.pattern(), level.name(), 0, level.fromBytes(), level.toBytes());
    }

    @Test
    void aDeviceThatIsNotThereIsWrongUse() throws IOException {
        Device unused = device();
        RiffleRunProgram program = RiffleRunProgram.build("gcc", folder);
        Path flat = written("a.flat", PLAN);

        assertEquals(
                new RiffleRunProgram.Ended(
                        2, "", "riffle-run: no/such.so is no OpenCL library: there is no such file\n"),
                program.run("--opencl-library", "no/such.so", flat.toString()));
        RiffleRunProgram.Ended ended = program.run("--device", "nobody", flat.toString());
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("no OpenCL device is called nobody"), ended::err);
    }

    /** Writes the network in a plan, with the reference's output. */
    private Path written(String name, Plan plan) {
        Tensor expected = Reference.run(NETWORK, WEIGHTS, INPUTS);
        FlatBundle.Pass pass = new FlatBundle.Pass(INPUTS, expected, Tolerance.NETWORK.value());
        Path file = folder.resolve(name);
        FlatFile.write(
                FlatBundle.of(Library.shipped(), SourceForm.GENERATED, plan, SPEC, WEIGHTS, "random", pass), file);
        return file;
    }

    private static float[] floats(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] floats = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(floats);
        return floats;
    }

    private static Device device() {
        try {
            return new BundleBackend().devices().getFirst();
        } catch (BackendUnavailableException e) {
            if (List.of(System.getProperty("riffle.require", "").split(",", -1)).contains("opencl")) {
                return fail("required by -Driffle.require=opencl: " + e.getMessage());
            }
            throw new TestAbortedException(e.getMessage(), e);
        }
    }
}

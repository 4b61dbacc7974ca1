package riffle.measure.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.cases.Tolerance;
import riffle.execution.BackendUnavailableException;
import riffle.execution.ExecutionException;
import riffle.execution.PlanKind;
import riffle.measure.backend.FakeBackend;
import riffle.measure.backend.TinyNetwork;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.PreparedWorkload;
import riffle.measure.protocol.Request;
import riffle.measure.protocol.Sampling;
import riffle.measure.protocol.Workload;
import riffle.result.Block;
import riffle.result.Start;
import riffle.result.Status;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;

class MeasureTaskTest {

    private static final long MS = 1_000_000;

    @TempDir
    private Path folder;

    private PreparedWorkload prepared;

    @BeforeEach
    void prepare() {
        prepared = PreparedWorkload.in(folder, "tiny");
        prepared.write(Workload.of(TinyNetwork.SPEC));
    }

    private Answer.Last measure(FakeBackend backend, Sampling sampling, Integer threads) {
        Request.Measure request = new Request.Measure(
                Workload.of(TinyNetwork.SPEC), prepared, "fake", PlanKind.FUSED, null, threads, sampling);
        return MeasureTask.run(backend, request, doing -> {});
    }

    @Test
    void warmsUpThenKeepsEverySample() {
        long[] passes = LongStream.concat(LongStream.of(900 * MS, 400 * MS), LongStream.of(100 * MS))
                .toArray();
        Answer.Measured measured =
                assertInstanceOf(Answer.Measured.class, measure(FakeBackend.taking(passes), Sampling.of(4), null));
        Block block = measured.block();
        assertTrue(block.steady());
        assertEquals(List.of(100.0, 100.0, 100.0, 100.0), block.samplesMs());
        assertEquals(List.of(900.0, 400.0, 100.0), block.warmUpMs().subList(0, 3));
        assertEquals(5.0, block.compileMs());
        assertEquals(List.of(10.0, 10.0, 10.0, 10.0), block.transferMs());
        assertEquals(measured.operators().size(), block.kernelMs().getFirst().size());
        assertEquals(FakeBackend.DEVICE, measured.device());
        assertEquals(0, measured.maxError());
    }

    private Start start(String driverCache) {
        Request.Measure request = new Request.Measure(
                Workload.of(TinyNetwork.SPEC),
                prepared,
                "fake",
                PlanKind.FUSED,
                null,
                null,
                null,
                null,
                Sampling.of(1),
                System.currentTimeMillis() - 1000,
                driverCache);
        return assertInstanceOf(Answer.Measured.class, MeasureTask.run(FakeBackend.taking(MS), request, doing -> {}))
                .block()
                .start();
    }

    @Test
    void theStartIsTakenApart() throws IOException {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Start first = start(cache.toString());
        assertTrue(first.driverCacheEmpty());
        assertTrue(first.processMs() >= 1000, first::toString);
        assertEquals(5.0, first.compileMs());
        assertTrue(first.firstPassMs() > 0 && first.verificationMs() > 0, first::toString);
        assertTrue(first.totalMs() > first.processMs() + first.compileMs(), first::toString);

        Files.createFile(cache.resolve("kernel"));
        assertFalse(start(cache.toString()).driverCacheEmpty());
        assertFalse(start(null).driverCacheEmpty());
    }

    @Test
    void aWrongResultIsNeverTimed() {
        FakeBackend backend = FakeBackend.taking(MS).wrongFromPass(1);
        Answer.Refused refused = assertInstanceOf(Answer.Refused.class, measure(backend, Sampling.of(4), null));
        assertEquals(Status.WRONG_RESULT, refused.status());
        assertTrue(refused.reason().startsWith("output of pass 1 differs"), refused.reason());
        assertTrue(refused.maxError() > Tolerance.NETWORK.value());
        assertEquals(1, backend.passesRun());
    }

    /** Not even where the reference has NaN too: random weights and images give none. */
    @Test
    void nanIsNeverTimed() {
        FakeBackend backend = FakeBackend.taking(MS).notNumbers().wrongFromPass(1);
        Answer.Refused refused = assertInstanceOf(Answer.Refused.class, measure(backend, Sampling.of(4), null));
        assertEquals(Status.WRONG_RESULT, refused.status());
        assertTrue(refused.reason().contains("NaN instead of "), refused.reason());

        NamedTensor output = SafeTensors.read(prepared.output()).tensors().get("output");
        output.data()[0] = Float.NaN;
        SafeTensors.write(prepared.output(), Map.of(), Map.of("output", output));
        FakeBackend again = FakeBackend.taking(MS).notNumbers().wrongFromPass(1);
        Answer.Refused both = assertInstanceOf(Answer.Refused.class, measure(again, Sampling.of(4), null));
        assertEquals(Status.WRONG_RESULT, both.status());
        assertTrue(both.reason().endsWith("NaN instead of NaN at (0, 0, 0, 0), where both should be finite"));
        assertNull(both.maxError());
        assertEquals(1, again.passesRun());
    }

    @Test
    void anEventThatEndsBeforeItStartsIsNoTime() {
        ExecutionException failure = assertThrows(
                ExecutionException.class, () -> measure(FakeBackend.taking(-60 * MS), Sampling.of(2), null));
        assertTrue(failure.getMessage().contains("ns before it starts"), failure::getMessage);
    }

    @Test
    void aResultThatTurnsWrongSpoilsTheSamples() {
        FakeBackend backend = FakeBackend.taking(MS).wrongFromPass(3);
        Answer.Refused refused = assertInstanceOf(Answer.Refused.class, measure(backend, Sampling.of(4), null));
        assertEquals(Status.WRONG_RESULT, refused.status());
        assertTrue(refused.reason().startsWith("output of pass 3 differs"), refused.reason());
        assertEquals(3, backend.passesRun());
    }

    @Test
    void whatNeverSettlesIsNotSteadyButKept() {
        long[] passes = new long[2000];
        for (int i = 0; i < passes.length; i++) {
            passes[i] = Math.round(MS * Math.pow(1.02, Math.min(i, 600)));
        }
        Answer.Measured measured = assertInstanceOf(
                Answer.Measured.class, measure(FakeBackend.taking(passes), new Sampling(4, 1, 2), null));
        assertFalse(measured.block().steady());
        assertEquals(4, measured.block().samplesMs().size());
    }

    @Test
    void samplesAtAnotherPaceWereWarmUp() {
        List<Long> passes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            passes.add(20 * MS);
        }
        passes.add(10 * MS);
        Answer.Measured measured = assertInstanceOf(
                Answer.Measured.class,
                measure(
                        FakeBackend.taking(
                                passes.stream().mapToLong(Long::longValue).toArray()),
                        Sampling.of(4),
                        null));
        assertTrue(measured.block().steady());
        assertEquals(List.of(10.0, 10.0, 10.0, 10.0), measured.block().samplesMs());
        assertTrue(measured.block().warmUpMs().size() >= 34);
    }

    @Test
    void slowPassesAreFew() {
        Answer.Measured measured =
                assertInstanceOf(Answer.Measured.class, measure(FakeBackend.taking(1500 * MS), Sampling.of(50), null));
        assertEquals(Sampling.FEWEST_SAMPLES, measured.block().samplesMs().size());
    }

    @Test
    void aLimitThatTheDeviceIgnoresIsRefused() {
        assertInstanceOf(Answer.Measured.class, measure(FakeBackend.taking(MS), Sampling.of(1), 2));
        BackendUnavailableException refusal = assertThrows(
                BackendUnavailableException.class, () -> measure(FakeBackend.taking(MS), Sampling.of(1), 1));
        assertTrue(refusal.getMessage().startsWith("cannot limit Fake Device to 1 threads: it shows 2"));
    }
}

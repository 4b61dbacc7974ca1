package riffle.measure.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.execution.BackendUnavailableException;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.execution.SourceForm;
import riffle.measure.backend.FakeBackend;
import riffle.measure.backend.ReferenceBackend;
import riffle.measure.backend.TinyNetwork;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.PreparedWorkload;
import riffle.measure.protocol.Request;
import riffle.measure.protocol.Sampling;
import riffle.measure.protocol.Workload;
import riffle.result.Status;
import riffle.result.json.Json;

class WorkerTest {

    private final List<Answer> answers = new ArrayList<>();

    /** Answers as the parent reads them: through JSON. */
    private void hear(Answer answer) {
        try {
            answers.add(Json.read(Json.line(answer), Answer.class));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private Answer serve(Request request) {
        Worker.serve(
                Json.line(request),
                name -> name.equals("reference") ? new ReferenceBackend() : FakeBackend.taking(20_000_000),
                this::hear);
        return answers.getLast();
    }

    @Test
    void preparesAndMeasuresThroughJson(@TempDir Path folder) {
        Workload workload = Workload.of(TinyNetwork.SPEC);
        PreparedWorkload prepared = PreparedWorkload.in(folder, "tiny");
        assertEquals(new Answer.Prepared(), serve(new Request.Prepare(workload, prepared)));
        Answer last = serve(new Request.Measure(workload, prepared, "fake", PlanKind.FUSED, "fake", 2, Sampling.of(3)));
        assertEquals(
                List.of(20.0, 20.0, 20.0),
                assertInstanceOf(Answer.Measured.class, last).block().samplesMs());
    }

    @Test
    void anUnknownDeviceIsUnavailable() {
        Answer.Refused refused =
                assertInstanceOf(Answer.Refused.class, serve(new Request.FindDevice("fake", "7", null)));
        assertEquals(Status.UNAVAILABLE, refused.status());
    }

    @Test
    void kernelsAskedOfABackendWithoutAChoiceAreUnavailable() {
        Answer.Refused refused = assertInstanceOf(
                Answer.Refused.class,
                serve(new Request.Verify("fake", KernelSet.NARROW, null, null, null, null, false, 0)));
        assertEquals(Status.UNAVAILABLE, refused.status());
        assertTrue(refused.reason().contains("backend fake has no choice of kernels"), refused.reason());
        Answer.Refused sources = assertInstanceOf(
                Answer.Refused.class,
                serve(new Request.Verify("fake", null, SourceForm.INDEXED, null, null, null, false, 0)));
        assertEquals(Status.UNAVAILABLE, sources.status());
        assertTrue(sources.reason().contains("backend fake has no choice of source forms"), sources.reason());
    }

    @Test
    void nonsenseIsRefused() {
        Worker.serve("nonsense", name -> new ReferenceBackend(), this::hear);
        assertEquals(
                Status.FAILED,
                assertInstanceOf(Answer.Refused.class, answers.getLast()).status());
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path folder) {
        PreparedWorkload nowhere = PreparedWorkload.in(folder, "nowhere");
        Answer.Refused refused = assertInstanceOf(
                Answer.Refused.class,
                serve(new Request.Measure(
                        Workload.of(TinyNetwork.SPEC), nowhere, "fake", PlanKind.FUSED, null, null, Sampling.of(1))));
        assertEquals(Status.FAILED, refused.status());
        assertTrue(refused.reason().contains("nowhere.weights.safetensors"), refused.reason());
    }

    @Test
    void causesStandBehindTheMessageInOneLine() {
        Exception failure = new BackendUnavailableException("no device", new IllegalStateException("driver\n gone"));
        assertEquals("no device: driver gone", Worker.describe(failure));
        assertEquals("NullPointerException", Worker.describe(new NullPointerException()));
    }
}

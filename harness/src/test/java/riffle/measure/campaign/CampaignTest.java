package riffle.measure.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import riffle.execution.PlanKind;
import riffle.measure.backend.FakeBackend;
import riffle.measure.backend.TinyNetwork;
import riffle.measure.process.Workers;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.measure.protocol.Sampling;
import riffle.network.NetworkSpec;
import riffle.result.Block;
import riffle.result.OperatorTime;
import riffle.result.ResultRow;
import riffle.result.Status;

class CampaignTest {

    private static final Sampling SAMPLING = Sampling.of(2);

    private final List<String> asked = new ArrayList<>();
    private final List<List<ResultRow>> blocks = new ArrayList<>();

    private static Configuration on(String backend) {
        return new Configuration(TinyNetwork.SPEC, backend, PlanKind.FUSED, null, null);
    }

    private static Answer.Measured measured(boolean steady, double ms) {
        return new Answer.Measured(
                FakeBackend.DEVICE,
                List.of(new OperatorTime("conv1", "dense conv", 100, 10, null)),
                new Block(
                        steady,
                        List.of(ms),
                        1,
                        List.of(ms, ms + 2),
                        List.of(0.5, 0.5),
                        List.of(List.of(ms / 2), List.of(ms / 2))),
                1e-6);
    }

    private List<ResultRow> run(
            List<Configuration> configurations, int count, Function<Request.Measure, Answer.Last> worker)
            throws IOException {
        Workers workers = (request, heard) -> {
            if (request instanceof Request.Measure measure) {
                asked.add(measure.backend());
                return worker.apply(measure);
            }
            asked.add("prepare");
            return new Answer.Prepared();
        };
        try (Campaign campaign = new Campaign(workers, SAMPLING, new Recorder())) {
            return campaign.run(configurations, count);
        }
    }

    @Test
    void aColdDriverHasOneCacheForAllBlocks() throws IOException {
        List<String> caches = new ArrayList<>();
        Workers workers = (request, heard) -> {
            if (request instanceof Request.Measure measure) {
                caches.add(measure.driverCache());
                return measured(true, 10);
            }
            return new Answer.Prepared();
        };
        try (Campaign campaign = new Campaign(workers, SAMPLING, new Recorder(), true)) {
            assertEquals(1, campaign.run(List.of(on("a")), 3).size());
        }
        assertEquals(3, caches.size());
        assertEquals(1, Set.copyOf(caches).size());
    }

    private final class Recorder implements Campaign.Listener {
        @Override
        public void starts(String what) {}

        @Override
        public void progress(String doing) {}

        @Override
        public void ends() {}

        @Override
        public void blockEnds(List<ResultRow> rows) {
            blocks.add(rows);
        }
    }

    @Test
    void interleavesAndReportsAfterEachBlock() throws IOException {
        List<ResultRow> rows = run(List.of(on("a"), on("b")), 3, request -> measured(true, 10));
        assertEquals(List.of("prepare", "a", "b", "b", "a", "a", "b"), asked);
        assertEquals(asked.size(), Campaign.workersFor(List.of(on("a"), on("b")), 3));
        assertEquals(3, blocks.size());
        assertEquals(1, blocks.get(0).get(1).blocks().size());
        assertEquals(rows, blocks.get(2));
        ResultRow row = rows.get(0);
        assertEquals(Status.OK, row.status());
        assertNull(row.reason());
        assertEquals(11, row.result().times().medianMs());
        assertEquals(5, row.result().times().kernelMs());
        assertEquals(0.5, row.result().times().transferMs());
        assertEquals(5.5, row.result().times().dispatchMs());
        assertEquals(5.0, row.result().operators().get(0).kernelMs());
        assertEquals(6, row.result().samplesMs().size());
        assertEquals("Fake Device", row.result().subject().device());
        assertTrue(row.result().verified());
    }

    @Test
    void whatFailsIsARowAndIsNotTriedAgain() throws IOException {
        List<ResultRow> rows = run(
                List.of(on("a"), on("b")),
                3,
                request -> request.backend().equals("a")
                        ? new Answer.Refused(Status.WRONG_RESULT, "differs", 0.5)
                        : measured(true, 10));
        assertEquals(List.of("prepare", "a", "b", "b", "b"), asked);
        ResultRow row = rows.get(0);
        assertEquals(Status.WRONG_RESULT, row.status());
        assertEquals("differs", row.reason());
        assertEquals(0.5, row.result().maxError());
        assertNull(row.result().times().medianMs());
        assertFalse(row.result().verified());
        assertEquals(Status.OK, rows.get(1).status());
    }

    @Test
    void aCrashInALaterBlockTakesTheNumberButNotTheSamples() throws IOException {
        List<ResultRow> rows = run(
                List.of(on("a")),
                3,
                request -> asked.size() < 3 ? measured(true, 10) : Answer.Refused.of(Status.FAILED, "killed"));
        assertEquals(Status.FAILED, rows.get(0).status());
        assertEquals("block 2: killed", rows.get(0).reason());
        assertNull(rows.get(0).result().times().medianMs());
        assertEquals(2, rows.get(0).result().samplesMs().size());
    }

    @Test
    void unsteadyBlocksAreLeftOutWhileMostAreSteady() throws IOException {
        List<ResultRow> rows =
                run(List.of(on("a")), 3, request -> asked.size() == 2 ? measured(false, 90) : measured(true, 10));
        assertEquals(Status.OK, rows.get(0).status());
        assertEquals(11, rows.get(0).result().times().medianMs());
        assertEquals(
                "1 of 3 blocks did not come to a steady pace and are left out of the numbers",
                rows.get(0).reason());
        assertEquals(List.of(10.0, 12.0, 10.0, 12.0), rows.get(0).result().samplesMs());
        assertEquals(List.of(90.0, 92.0), rows.get(0).blocks().getFirst().samplesMs());
    }

    @Test
    void notSteadyInPlaceOfANumber() throws IOException {
        List<ResultRow> rows = run(List.of(on("a")), 2, request -> measured(false, 10));
        assertEquals(Status.NOT_STEADY, rows.get(0).status());
        assertNull(rows.get(0).result().times().medianMs());
        assertTrue(rows.get(0).result().verified());
        assertEquals(List.of(), rows.get(0).result().samplesMs());
        assertEquals(2, rows.get(0).blocks().size());
    }

    @Test
    void aReferenceThatFailsFailsItsNetworkOnly() throws IOException {
        NetworkSpec other = TinyNetwork.SPEC.withSize(64, 64);
        Workers workers = (request, heard) -> {
            if (!(request instanceof Request.Prepare prepare)) {
                return measured(true, 10);
            }
            return prepare.workload().network().equals(other)
                    ? Answer.Refused.of(Status.FAILED, "out of memory")
                    : new Answer.Prepared();
        };
        try (Campaign campaign = new Campaign(workers, SAMPLING, new Recorder())) {
            List<ResultRow> rows =
                    campaign.run(List.of(new Configuration(other, "a", PlanKind.FUSED, null, null), on("a")), 1);
            assertEquals("out of memory", rows.get(0).reason());
            assertEquals(Status.OK, rows.get(1).status());
        }
    }
}

package riffle.measure.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import riffle.execution.BackendKinds;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.measure.protocol.Sampling;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.offload.Ladders;
import riffle.offload.Probe;

/** A sweep inside a worker. */
class SweepTaskTest {

    /** Whole, head and tail inside a worker: each verified against the reference, each timed. */
    @Test
    void partsOfANetworkAreVerifiedAndTimed() {
        NetworkSpec network = new NetworkSpec(Architecture.SHUFFLENET, 3, 0.25, 1, 32, 32, 1000);
        List<Probe> probes = Ladders.network(network).stream()
                .filter(probe -> probe.network().equals(network))
                .toList()
                .subList(0, 3);
        List<Answer> answers = new ArrayList<>();
        Answer.Last last = SweepTask.run(
                BackendKinds.open("onnxruntime", Optional.empty()),
                new Request.Sweep(probes, "onnxruntime", "0", null, new Sampling(2, 1, 5)),
                answers::add);
        assertTrue(last instanceof Answer.Swept);
        List<Answer.Probed> probed = answers.stream()
                .filter(Answer.Probed.class::isInstance)
                .map(Answer.Probed.class::cast)
                .toList();
        assertEquals(3, probed.size());
        for (Answer.Probed each : probed) {
            assertEquals(null, each.reason());
            assertEquals(2, each.block().samplesMs().size());
        }
    }
}

package riffle.measure.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.Execution;
import riffle.execution.PlanKind;
import riffle.execution.Sample;
import riffle.measure.protocol.Workload;
import riffle.network.Network;
import riffle.network.Node;
import riffle.reference.Reference;
import riffle.tensor.Tensor;
import riffle.weights.Weights;

class ReferenceBackendTest {

    private final ReferenceBackend backend = new ReferenceBackend();
    private final Device device = backend.devices().getFirst();
    private final Workload workload = Workload.of(TinyNetwork.SPEC);
    private final Network network = TinyNetwork.SPEC.build();
    private final Weights weights = workload.weights(network);

    @Test
    void oneLaunchAnOperator() {
        List<Tensor> inputs = workload.inputs(network);
        try (Execution execution = backend.prepare(network, weights, PlanKind.UNFUSED, device)) {
            Sample sample = execution.run(inputs);
            assertArrayEquals(
                    Reference.run(network, weights, inputs).data(),
                    sample.output().data());
            assertEquals(
                    network.nodes().stream().map(Node::name).toList(),
                    execution.launches().stream().map(launch -> launch.name()).toList());
            assertEquals(network.nodes().size(), sample.kernelNanos().size());
            assertTrue(sample.kernelNanosTotal() <= sample.endToEndNanos());
            assertEquals(0, sample.transferNanos());
        }
    }

    @Test
    void hasNoFusedPlan() {
        assertThrows(
                BackendUnavailableException.class, () -> backend.prepare(network, weights, PlanKind.FUSED, device));
    }

    @Test
    void hasOneThread() {
        Backends.requireThreads(backend, device, 1);
        Backends.requireThreads(backend, device, null);
        assertThrows(BackendUnavailableException.class, () -> Backends.requireThreads(backend, device, 2));
    }
}

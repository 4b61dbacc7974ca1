package riffle.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import riffle.bundle.Library;
import riffle.cases.Comparison;
import riffle.cases.Tolerance;
import riffle.execution.Devices;
import riffle.execution.Execution;
import riffle.execution.PlanKind;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.opencl.OpenClDevice;
import riffle.opencl.OpenClDevices;
import riffle.plan.Plan;
import riffle.plan.Planner;
import riffle.reference.Reference;
import riffle.tensor.Tensor;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

/**
 * A device that has all forms of memory computes the same in each, so those that other devices need are tested here
 * too.
 */
final class ReplayMemoryTest {

    private static final Network NETWORK = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.25)
            .withSize(64, 64)
            .withBatch(2)
            .build();

    @ParameterizedTest
    @EnumSource
    void everyFormGivesTheSameBits(ReplayMemory.Form form) {
        OpenClDevice device =
                OpenClDevices.all().get(Devices.bundle().devices().getFirst().index());
        if (form.compareTo(ReplayMemory.Form.of(device)) < 0) {
            abort(device.device().name() + " has no memory of form " + form);
        }
        Plan plan = Planner.plan(NETWORK, PlanKind.FUSED);
        Weights weights = SeededWeights.draw(NETWORK, 3);
        List<Tensor> inputs = List.of(Tensor.random(NETWORK.input(), 4));
        float[] usual;
        try (Execution execution = new Replay(plan, Library.shipped(), weights, device)) {
            usual = execution.run(inputs).output().data();
        }

        try (Execution execution = new Replay(plan, Library.shipped(), weights, device, form)) {
            Tensor output = execution.run(inputs).output();

            Comparison comparison = Comparison.of(output, Reference.run(NETWORK, weights, inputs));
            assertTrue(comparison.within(Tolerance.NETWORK.value()), comparison::toString);
            assertArrayEquals(usual, output.data());
            assertTrue(execution.run(inputs).transferNanos() > 0);
        }
    }
}

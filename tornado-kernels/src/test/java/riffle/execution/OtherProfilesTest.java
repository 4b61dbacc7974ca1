package riffle.execution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.plan.Plan;
import riffle.plan.Planner;
import riffle.replay.BundleBackend;
import riffle.tensor.Tensor;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

/**
 * A plan made for a device of other threads and caches computes the same here, bit for bit: only who computes it
 * changes.
 */
final class OtherProfilesTest {

    private static final DeviceProfile EIGHT = new DeviceProfile(8, 1 << 14);

    private static Network network(Architecture architecture, int groups) {
        return NetworkSpec.of(architecture, groups, 0.25).withSize(64, 96).build();
    }

    @ParameterizedTest
    @EnumSource(
            value = Architecture.class,
            names = {"SHUFFLENET", "MOBILENET"})
    void theSameBits(Architecture architecture) {
        Network network = network(architecture, architecture == Architecture.SHUFFLENET ? 3 : 1);
        boolean cutOtherwise = false;
        for (PlanKind kind : List.of(PlanKind.FUSED, PlanKind.MERGED)) {
            Plan usual = Planner.plan(network, kind);
            Plan other = Planner.plan(network, kind, KernelSet.WIDE, EIGHT);
            cutOtherwise |= !usual.calls().equals(other.calls());
            assertArrayEquals(output(usual, network), output(other, network), kind.label());
        }
        assertTrue(cutOtherwise, "nothing is cut otherwise");
    }

    private static float[] output(Plan plan, Network network) {
        BundleBackend backend = (BundleBackend) Devices.bundle();
        Weights weights = SeededWeights.draw(network, 5);
        try (Execution execution =
                backend.prepare(plan, weights, backend.devices().getFirst())) {
            return execution
                    .run(List.of(Tensor.random(network.input(), 7)))
                    .output()
                    .data();
        }
    }
}

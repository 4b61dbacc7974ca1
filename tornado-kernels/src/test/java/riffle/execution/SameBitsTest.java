package riffle.execution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.plan.Planner;
import riffle.tensor.Tensor;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

/** Both backends run the same generated code, so they agree to the last bit. */
final class SameBitsTest {

    /** Of Table 8: the other ShuffleNets and MobileNet launch little that these and the units do not. */
    private static final List<NetworkSpec> NETWORKS =
            List.of(NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5), NetworkSpec.of(Architecture.ALEXNET, 1, 1));

    /** ShuffleNet's units, which run in every plan. */
    private static final List<NetworkSpec> UNITS = List.of(
            NetworkSpec.of(Architecture.UNIT_B, 3, 1).withSize(14, 14),
            NetworkSpec.of(Architecture.UNIT_C, 3, 1).withSize(14, 14));

    /** Units in every plan, networks in the one with the fewest launches: TornadoVM compiles each anew. */
    @ParameterizedTest
    @EnumSource(PlanKind.class)
    void tornadoAndBundleAgreeBitForBit(PlanKind plan) {
        Backend tornado = Devices.tornado().with(KernelSet.WIDE);
        Backend bundle = Devices.bundle().with(KernelSet.WIDE);
        List<NetworkSpec> specs = Stream.concat(
                        UNITS.stream()
                                .filter(spec -> Planner.kinds(spec.build()).contains(plan)),
                        NETWORKS.stream()
                                .filter(spec -> Planner.kinds(spec.build()).getLast() == plan))
                .toList();
        specs.forEach(spec -> agree(tornado, bundle, spec, plan));
    }

    @ParameterizedTest
    @EnumSource(
            value = KernelSet.class,
            names = {"MEDIUM", "NARROW"})
    void tornadoAndBundleAgreeBitForBitInOtherKernels(KernelSet set) {
        Backend tornado = Devices.tornado().with(set);
        Backend bundle = Devices.bundle().with(set);
        Stream.concat(UNITS.stream(), Stream.of(NetworkSpec.of(Architecture.ALEXNET, 1, 1)))
                .forEach(spec -> agree(tornado, bundle, spec, PlanKind.FUSED));
    }

    private static void agree(Backend tornado, Backend bundle, NetworkSpec spec, PlanKind plan) {
        Network network = spec.build();
        Weights weights = SeededWeights.draw(network, 5);
        Tensor input = Tensor.random(network.input(), 6);
        assertArrayEquals(
                output(tornado, network, weights, plan, input),
                output(bundle, network, weights, plan, input),
                spec.title());
    }

    private static float[] output(Backend backend, Network network, Weights weights, PlanKind plan, Tensor input) {
        try (Execution execution =
                backend.prepare(network, weights, plan, backend.devices().getFirst())) {
            return execution.run(List.of(input)).output().data();
        }
    }
}

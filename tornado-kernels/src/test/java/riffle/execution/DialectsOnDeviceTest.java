package riffle.execution;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import riffle.cases.Comparison;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.network.ShuffleNet;
import riffle.network.ShuffleNetStructure;
import riffle.reference.Reference;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.Asked;
import riffle.weights.Checkpoint;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

/** Other people's ShuffleNets on the device: against PyTorch's outputs, and against the reference. */
final class DialectsOnDeviceTest {

    private static final Path GOLDEN = Path.of("../cpu-reference/src/test/resources/golden/networks");
    private static final double TOLERANCE = 1e-4;

    @ParameterizedTest
    @ValueSource(strings = {"authors-g3-s0.5-c100-64", "listing1-g3-c100-64", "listing2-g3-c100-64"})
    void goldenOutputsAreMet(String name) {
        Map<String, NamedTensor> tensors =
                SafeTensors.read(GOLDEN.resolve(name + ".io.safetensors")).tensors();
        Shape shape = new Shape(1, 3, 64, 64);
        Checkpoint checkpoint = Checkpoint.read(GOLDEN.resolve(name + ".safetensors"), Asked.NOTHING, shape);
        Tensor expected =
                new Tensor(checkpoint.network().output(), tensors.get("output").data());

        check(
                checkpoint.network(),
                checkpoint.weights(),
                new Tensor(shape, tensors.get("input").data()),
                expected);
    }

    @Test
    void theAuthorsEightGroupsRunInTheirOwnStructure() {
        NetworkSpec spec =
                NetworkSpec.of(Architecture.SHUFFLENET, 8, 0.5).withSize(64, 64).withBatch(2);
        Network network = ShuffleNet.build(spec, ShuffleNetStructure.AUTHORS);
        Weights weights = SeededWeights.draw(network, 21);
        Tensor input = Tensor.random(spec.input(), 22);

        check(network, weights, input, Reference.run(network, weights, List.of(input)));
    }

    private static void check(Network network, Weights weights, Tensor input, Tensor expected) {
        Backend tornado = Devices.bundle();
        Device device = tornado.devices().getFirst();
        try (Execution execution = tornado.prepare(network, weights, PlanKind.FUSED, device)) {
            Comparison comparison = Comparison.of(execution.run(List.of(input)).output(), expected);
            assertTrue(comparison.within(TOLERANCE), comparison::toString);
        }
    }
}

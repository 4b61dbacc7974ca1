package riffle.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
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

/**
 * Networks of other implementations on the device, in every kernel set: against PyTorch's outputs, and against the
 * reference, with which {@link BundleAgainstReferenceTest} compares the other plans.
 */
final class GoldenNetworksOnDeviceTest {

    private static final Path GOLDEN = Path.of("../cpu-reference/src/test/resources/golden/networks");
    private static final int NETWORKS = 14;
    private static final double TOLERANCE = 1e-4;

    @TestFactory
    Stream<DynamicTest> goldenOutputsAreMet() throws IOException {
        List<Path> files = weights();
        assertEquals(NETWORKS, files.size());
        return files.stream()
                .flatMap(file -> Stream.of(KernelSet.values())
                        .map(set -> DynamicTest.dynamicTest(
                                file.getFileName() + ", " + set.label() + " kernels",
                                () -> goldenOutputIsMet(file, PlanKind.FUSED, set))));
    }

    private static List<Path> weights() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".safetensors"))
                    .filter(file -> !file.toString().endsWith(".io.safetensors"))
                    .sorted()
                    .toList();
        }
    }

    private static void goldenOutputIsMet(Path file, PlanKind plan, KernelSet kernels) {
        String name = file.getFileName().toString().replaceFirst("\\.safetensors$", ".io.safetensors");
        Map<String, NamedTensor> tensors =
                SafeTensors.read(file.resolveSibling(name)).tensors();
        NamedTensor image = tensors.get("input");
        List<Integer> extents = image.dimensions();
        Shape shape = new Shape(extents.get(0), extents.get(1), extents.get(2), extents.get(3));
        Checkpoint checkpoint = Checkpoint.read(file, Asked.NOTHING, shape);
        Tensor expected =
                new Tensor(checkpoint.network().output(), tensors.get("output").data());
        check(checkpoint.network(), checkpoint.weights(), plan, kernels, new Tensor(shape, image.data()), expected);
    }

    @Test
    void theAuthorsEightGroupsRunInTheirOwnStructure() {
        NetworkSpec spec =
                NetworkSpec.of(Architecture.SHUFFLENET, 8, 0.5).withSize(64, 64).withBatch(2);
        Network network = ShuffleNet.build(spec, ShuffleNetStructure.AUTHORS);
        Weights weights = SeededWeights.draw(network, 21);
        Tensor input = Tensor.random(spec.input(), 22);

        check(network, weights, PlanKind.FUSED, KernelSet.WIDE, input, Reference.run(network, weights, List.of(input)));
    }

    private static void check(
            Network network, Weights weights, PlanKind plan, KernelSet kernels, Tensor input, Tensor expected) {
        Backend bundle = Devices.bundle().with(kernels);
        Device device = bundle.devices().getFirst();
        try (Execution execution = bundle.prepare(network, weights, plan, device)) {
            Comparison comparison = Comparison.of(execution.run(List.of(input)).output(), expected);
            assertTrue(comparison.within(TOLERANCE), comparison::toString);
        }
    }
}

package riffle.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import riffle.cases.Comparison;
import riffle.cases.GoldenFiles;
import riffle.network.Network;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.Asked;
import riffle.weights.Checkpoint;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;
import riffle.weights.Weights;

class GoldenNetworkTest {

    private static final double TOLERANCE = 1e-5;
    private static final int NETWORKS = 14;

    static List<Path> networks() throws IOException {
        return GoldenFiles.networks();
    }

    @Test
    void everyFileIsThere() throws IOException {
        assertEquals(NETWORKS, networks().size());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void referenceGivesTheGoldenOutput(Path file) {
        Map<String, NamedTensor> tensors =
                SafeTensors.read(inputsAndOutputs(file)).tensors();
        NamedTensor image = tensors.get("input");
        NamedTensor logits = tensors.get("output");
        List<Integer> extents = image.dimensions();
        Shape shape = new Shape(extents.get(0), extents.get(1), extents.get(2), extents.get(3));
        Checkpoint checkpoint = Checkpoint.read(file, Asked.NOTHING, shape);
        Network network = checkpoint.network();
        Weights weights = checkpoint.weights().requireFit(network, file.toString());
        Tensor input = new Tensor(network.input(), image.data());
        Shape output =
                Shape.vector(logits.dimensions().get(0), logits.dimensions().get(1));

        Comparison comparison =
                Comparison.of(Reference.run(network, weights, List.of(input)), new Tensor(output, logits.data()));

        assertTrue(comparison.within(TOLERANCE), comparison::toString);
    }

    private static Path inputsAndOutputs(Path weights) {
        String name = weights.getFileName().toString();
        return weights.resolveSibling(name.replaceFirst("\\.safetensors$", ".io.safetensors"));
    }
}

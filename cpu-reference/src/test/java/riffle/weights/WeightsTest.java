package riffle.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.network.Network;
import riffle.operator.PointwiseConv;
import riffle.tensor.Shape;

class WeightsTest {

    private static final NamedTensor ONE = new NamedTensor(List.of(1), new float[] {1});

    @TempDir
    private Path folder;

    private Path write(Map<String, NamedTensor> tensors) {
        Path file = folder.resolve("weights.safetensors");
        SafeTensors.write(file, Map.of(), tensors);
        return file;
    }

    @Test
    void tracesOfTrainingAreIgnored() {
        Path file = write(Map.of(
                "module.conv1.weight", ONE, "bn1.num_batches_tracked", ONE, "module.bn1.num_batches_tracked", ONE));

        assertEquals(Set.of("conv1.weight"), Weights.read(file).tensors().keySet());
    }

    @Test
    void oneParameterUnderTwoNamesIsRefused() {
        Path file = write(Map.of("module.x", ONE, "x", ONE));
        String message =
                assertThrows(WeightsException.class, () -> Weights.read(file)).getMessage();
        assertEquals(file + ": holds both x and module.x", message);
    }

    @Test
    void weightsOfAnotherShapeDoNotFit() {
        Network network = Network.of(new PointwiseConv(new Shape(1, 4, 1, 1), 2, 1, true));
        Map<String, NamedTensor> tensors = new HashMap<>();
        tensors.put("op.weight", new NamedTensor(List.of(2, 2, 1, 1), new float[4]));
        tensors.put("op.extra", ONE);

        String message = assertThrows(
                        IllegalArgumentException.class, () -> new Weights(tensors).requireFit(network, "a file"))
                .getMessage();

        assertTrue(message.startsWith("a file: "), message);
        assertTrue(message.contains("op.weight is [2, 2, 1, 1], expected [2, 4, 1, 1]"), message);
        assertTrue(message.contains("op.bias is missing, expected [2]"), message);
        assertTrue(message.contains("op.extra is not a parameter"), message);
    }

    @Test
    void parameterIsFoundByItsName() {
        assertArrayEquals(new float[] {1}, new Weights(Map.of("x", ONE)).get("x"));
        assertThrows(IllegalArgumentException.class, () -> new Weights(Map.of()).get("x"));
    }

    private String refusal(String name, float... data) {
        Path file = write(Map.of(name, new NamedTensor(List.of(data.length), data), "sound", ONE));
        return assertThrows(WeightsException.class, () -> Weights.read(file))
                .getMessage()
                .substring((file + ": ").length());
    }

    @Test
    void valuesThatAreNotFiniteAreRefused() {
        assertEquals(
                "tensor conv1.weight has 1 value that is not finite among 3, the first NaN at element 2",
                refusal("conv1.weight", 1, 2, Float.NaN));
        assertEquals(
                "tensor bn1.running_mean has 2 values that are not finite among 4, the first -Infinity at element 1",
                refusal("module.bn1.running_mean", 1, Float.NEGATIVE_INFINITY, -2, Float.POSITIVE_INFINITY));
        assertEquals(
                "tensor bn1.running_var has 1 value that is not finite among 2, the first Infinity at element 1",
                refusal("bn1.running_var", -2, Float.POSITIVE_INFINITY));
        assertEquals(
                "tensor bn1.running_var has 2 values below zero among 3, the first -2.0 at element 1",
                refusal("bn1.running_var", 1, -2, -0.5f));
    }

    @Test
    void onlyVariancesMustNotBeNegative() {
        Path file = write(Map.of(
                "bn1.running_mean",
                new NamedTensor(List.of(2), new float[] {-1, -Float.MAX_VALUE}),
                "bn1.running_var",
                new NamedTensor(List.of(2), new float[] {0, -0.0f}),
                "bn1.num_batches_tracked",
                new NamedTensor(List.of(1), new float[] {Float.NaN})));
        assertEquals(2, Weights.read(file).tensors().size());
    }
}

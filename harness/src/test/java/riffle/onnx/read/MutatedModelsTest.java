package riffle.onnx.read;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static riffle.onnx.read.ModelWriter.integer;
import static riffle.onnx.read.ModelWriter.ints;
import static riffle.onnx.read.ModelWriter.real;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.onnx.OnnxModel;
import riffle.weights.SeededWeights;

/** Thousands of broken models: each is read, or refused with the one kind of exception. */
final class MutatedModelsTest {

    private static final int MODELS = 6000;
    private static final long SEED = 15;

    @Test
    void everyMutationIsReadOrRefused() {
        List<byte[]> sound = List.of(everything(), unit());
        int read = 0;
        int refused = 0;
        for (int i = 0; i < MODELS; i++) {
            Random random = new Random(SEED * MODELS + i);
            byte[] bytes = mutated(sound.get(i % sound.size()), random);
            try {
                OnnxModels.read(Path.of("fuzz.onnx"), () -> bytes, InputSizes.OPEN, Map.of());
                read++;
            } catch (OnnxException e) {
                assertTrue(e.getMessage().startsWith("fuzz.onnx: "), e.getMessage());
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("mutation " + i + " of model " + i % sound.size(), e);
            }
        }
        assertTrue(read > MODELS / 20 && refused > MODELS / 20, read + " read, " + refused + " refused");
    }

    private static byte[] mutated(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0);
                case 3 -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(16), bytes.length - Math.max(at, from));
                    System.arraycopy(bytes, from, bytes, at, length);
                }
                default -> {
                    if (random.nextInt(8) == 0) {
                        bytes = Arrays.copyOf(bytes, 1 + at);
                    }
                }
            }
        }
        return bytes;
    }

    private static byte[] unit() {
        Network network = new NetworkSpec(Architecture.UNIT_B, 3, 0.25, 1, 5, 6, 10).build();
        return OnnxModel.of(network, SeededWeights.draw(network, 1)).toByteArray();
    }

    /** Every reader once. */
    private static byte[] everything() {
        return new ModelWriter(13)
                .input("x", 1, 4, 8, 8)
                .weights("w", 4, 4, 3, 3)
                .weights("b", 4)
                .weights("m", 16, 3)
                .integers("starts", 1)
                .integers("ends", -1)
                .integers("axes", 3)
                .integers("steps", 2)
                .integers("pads", 0, 0, 1, 1, 0, 0, -1, 2)
                .integers("flat", 0, -1)
                .numbers("low", new float[] {-1})
                .node("Conv", "c", List.of("x", "w", "b"), ints("pads", 1, 1, 1, 1))
                .node("Conv", "d", List.of("x", "w", "b"), ints("pads", 1, 0, 1, 2), ints("strides", 1, 2))
                .node("BatchNormalization", "n", List.of("c", "b", "b", "b", "b"))
                .node("Relu", "r", List.of("n"))
                .node("Clip", "k", List.of("r", "low"))
                .node("LeakyRelu", "l", List.of("k"), real("alpha", 0.1))
                .node("PRelu", "p", List.of("l", "pr"))
                .weights("pr", 4, 1, 1)
                .node("HardSigmoid", "h", List.of("p"))
                .node("Sigmoid", "i", List.of("h"))
                .node("HardSwish", "hs", List.of("i"))
                .node("Add", "a", List.of("hs", "x"))
                .node("Mul", "mu", List.of("a", "low"))
                .node("Sum", "su", List.of("mu", "x", "a"))
                .node("MaxPool", "mp", List.of("su"), ints("kernel_shape", 3, 2), integer("ceil_mode", 1))
                .node("AveragePool", "ap", List.of("su"), ints("kernel_shape", 2, 2), ints("pads", 1, 0, 0, 1))
                .node("GlobalAveragePool", "gp", List.of("su"))
                .node("ReduceMean", "rm", List.of("mp"), ints("axes", 1), integer("keepdims", 0))
                .node("LRN", "lr", List.of("ap"), integer("size", 3))
                .node("Softmax", "so", List.of("lr"), integer("axis", 2))
                .node("Split", List.of("s1", "s2"), List.of("so"), integer("axis", 1))
                .node("Concat", "co", List.of("s2", "s1", "s1"), integer("axis", 1))
                .node("Slice", "sl", List.of("co", "starts", "ends", "axes", "steps"))
                .node("Pad", "pa", List.of("sl", "pads", "low"))
                .node("Transpose", "tr", List.of("pa"), ints("perm", 0, 3, 1, 2))
                .node("Unsqueeze", "un", List.of("gp", "axes"))
                .node("Squeeze", "sq", List.of("un", "axes"))
                .node("Dropout", "dr", List.of("sq"))
                .node("Identity", "id", List.of("dr"))
                .node("Flatten", "fl", List.of("id"))
                .node("Gemm", "ge", List.of("fl", "gm", "b"), integer("transB", 1), real("alpha", 2))
                .weights("gm", 4, 4)
                .node("Reshape", "re", List.of("ge", "flat"))
                .node("MatMul", "ma", List.of("re", "mm"))
                .weights("mm", 4, 3)
                .output("ma")
                .output("tr")
                .output("rm")
                .output("d")
                .model()
                .toByteArray();
    }
}

package riffle.onnx.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import riffle.cases.Comparison;
import riffle.network.Node;
import riffle.reference.Reference;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** Models drawn from seeds, read and run by the reference, against ONNX Runtime, which shares no code with either. */
final class RandomModelsTest {

    private static final int MODELS = 600;
    private static final long SEED = 1500;

    /** Some ten float32 operators in a row, none of them on values far from 1. */
    private static final double TOLERANCE = 1e-4;

    @Test
    void theReferenceAgreesWithOnnxRuntime() throws OrtException {
        Map<String, Integer> operators = new TreeMap<>();
        for (long seed = SEED; seed < SEED + MODELS; seed++) {
            RandomModel drawn = new RandomModel(seed);
            int last = drawn.steps().size() - 1;
            Optional<String> difference = difference(drawn, drawn.model(last, Set.of()), seed);
            if (difference.isPresent()) {
                throw new AssertionError("seed " + seed + ": " + smallest(drawn, seed));
            }
            for (Node node : drawn.model(last, Set.of()).read().network().nodes()) {
                operators.merge(node.operator().type(), 1, Integer::sum);
            }
        }
        assertEquals(
                Set.of(
                        "add",
                        "add_relu",
                        "avg_pool",
                        "batch_norm",
                        "channel_shuffle",
                        "clip",
                        "concat",
                        "conv2d",
                        "depthwise_conv",
                        "general_conv",
                        "general_pool",
                        "global_avg_pool",
                        "hard_sigmoid",
                        "hard_swish",
                        "leaky_relu",
                        "linear",
                        "local_response_norm",
                        "log_softmax",
                        "max_pool",
                        "multiply",
                        "pad",
                        "pointwise_conv",
                        "prelu",
                        "relu",
                        "reshape",
                        "sigmoid",
                        "slice",
                        "softmax",
                        "strided_slice",
                        "transpose"),
                operators.keySet(),
                () -> "drawn: " + operators);
    }

    /** A model that fails is told as the fewest of its steps that still do. */
    @Test
    void whatFailsShrinks() throws OrtException {
        RandomModel drawn = new RandomModel(SEED);
        for (long seed = SEED; drawn.steps().size() < 5; seed++) {
            drawn = new RandomModel(seed);
        }
        int last = drawn.steps().size() - 1;
        assertTrue(difference(drawn, drawn.model(last, Set.of()), 1).isEmpty());
        assertEquals("1 nodes", shrunk(drawn, (some, leftOut) -> true).replaceFirst(":.*", ""));
    }

    /** Whether a model, up to a step and without some, still fails. */
    private interface Failing {
        boolean test(int last, Set<Integer> leftOut) throws OrtException;
    }

    private static String smallest(RandomModel drawn, long seed) throws OrtException {
        String steps = shrunk(
                drawn,
                (last, leftOut) ->
                        difference(drawn, drawn.model(last, leftOut), seed).isPresent());
        return steps;
    }

    private static String shrunk(RandomModel drawn, Failing failing) throws OrtException {
        int last = 0;
        while (last < drawn.steps().size() - 1 && !failing.test(last, Set.of())) {
            last++;
        }
        Set<Integer> leftOut = new HashSet<>();
        for (int i = 0; i < last; i++) {
            leftOut.add(i);
            if (!sameDims(drawn, i) || !failing.test(last, leftOut)) {
                leftOut.remove(i);
            }
        }
        var nodes = drawn.model(last, leftOut).model().getGraph().getNodeList().stream()
                .filter(node -> !node.getOpType().equals("Identity"))
                .toList();
        return nodes.size() + " nodes: " + nodes.toString().replaceAll("\\s+", " ");
    }

    private static boolean sameDims(RandomModel drawn, int step) {
        ModelDraws.Step one = drawn.steps().get(step);
        String input = one.inputs().getFirst();
        List<Integer> dims = input.equals("x")
                ? drawn.input().dims()
                : drawn.steps()
                        .get(Integer.parseInt(input.substring(1)))
                        .output()
                        .dims();
        return dims.equals(one.output().dims());
    }

    /** What differs between the reference and ONNX Runtime; empty if they agree. */
    private static Optional<String> difference(RandomModel drawn, ModelWriter model, long seed) throws OrtException {
        byte[] bytes = model.model().toByteArray();
        OnnxNetwork read = OnnxModels.read(Path.of("random.onnx"), () -> bytes, InputSizes.OPEN, Map.of());
        List<Integer> dims = drawn.input().dims();
        Tensor input = Tensor.random(new Shape(dims.get(0), dims.get(1), dims.get(2), dims.get(3)), seed);
        Tensor ours = Reference.run(read.network(), read.weights(), List.of(input));
        Tensor theirs = new Tensor(ours.shape(), runtime(bytes, input));
        Comparison comparison = Comparison.withNonFinite(ours, theirs);
        return comparison.within(TOLERANCE) ? Optional.empty() : Optional.of(comparison.detail());
    }

    private static float[] runtime(byte[] model, Tensor input) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Shape shape = input.shape();
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setOptimizationLevel(SessionOptions.OptLevel.NO_OPT);
            try (OrtSession session = environment.createSession(model, options);
                    OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input.data()), new long[] {
                        shape.n(), shape.c(), shape.h(), shape.w()
                    });
                    OrtSession.Result result = session.run(Map.of("x", x))) {
                FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
                float[] data = new float[output.remaining()];
                output.get(data);
                return data;
            }
        }
    }
}

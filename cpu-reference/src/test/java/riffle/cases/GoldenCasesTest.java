package riffle.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import riffle.operator.Arithmetic;
import riffle.operator.AvgPool;
import riffle.operator.Clip;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.HardSigmoid;
import riffle.operator.HardSwish;
import riffle.operator.LeakyRelu;
import riffle.operator.MaxPool;
import riffle.operator.Operator;
import riffle.operator.PRelu;
import riffle.operator.PointwiseConv;
import riffle.operator.Sigmoid;
import riffle.operator.Slice;
import riffle.operator.Window;
import riffle.tensor.Shape;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;
import riffle.weights.WeightsException;

class GoldenCasesTest {

    @TempDir
    private Path folder;

    private final Map<String, String> metadata = new HashMap<>();
    private final Map<String, NamedTensor> tensors = new HashMap<>();

    private void tensor(String name, Integer... dimensions) {
        int elements = 1;
        for (int dimension : dimensions) {
            elements *= dimension;
        }
        tensors.put(name, new NamedTensor(List.of(dimensions), new float[elements]));
    }

    private Case read() {
        return GoldenCases.read(write());
    }

    private Path write() {
        Path file = folder.resolve("case-1.safetensors");
        SafeTensors.write(file, metadata, tensors);
        return file;
    }

    private Operator operator() {
        return read().network().nodes().getFirst().operator();
    }

    private void assertRefused(String reason) {
        Path file = write();
        String message = assertThrows(WeightsException.class, () -> GoldenCases.read(file))
                .getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        assertTrue(message.contains(reason), message);
        assertFalse(message.contains("\n"), message);
    }

    private void convolution(String op, String stride, String padding, String groups) {
        metadata.putAll(Map.of("op", op, "stride", stride, "padding", padding, "groups", groups));
        tensor("input", 1, 4, 5, 5);
    }

    private void pool(String op) {
        metadata.putAll(Map.of("op", op, "kernel", "3", "stride", "2", "padding", "0"));
        tensor("input", 1, 2, 6, 6);
        tensor("output", 1, 2, 2, 2);
    }

    @Test
    void nameAndTypeComeFromTheFile() {
        Case golden = GoldenCases.read(GoldenFiles.operator("conv2d-1"));
        assertEquals("conv2d-1", golden.name());
        assertEquals("conv2d", golden.type());
    }

    @Test
    void aSliceHasAsManyChannelsAsItsOutput() {
        metadata.putAll(Map.of("op", "slice", "first_channel", "3"));
        tensor("input", 2, 8, 3, 5);
        tensor("output", 2, 4, 3, 5);
        assertEquals(new Slice(new Shape(2, 8, 3, 5), 3, 4), operator());

        metadata.put("first_channel", "5");
        assertRefused("channels 5 to 8 are not all among the 8 of the input");
    }

    @Test
    void hardSwishHasTheShapeOfItsInput() {
        metadata.put("op", "hard_swish");
        tensor("input", 2, 3, 4, 5);
        tensor("output", 2, 3, 4, 5);
        assertEquals(new HardSwish(new Shape(2, 3, 4, 5)), operator());

        tensor("output", 2, 3, 4, 4);
        assertRefused("tensor output is 2x3x4x4");
    }

    @Test
    void activationsHaveTheCoefficientsOfTheirMetadata() {
        Shape shape = new Shape(2, 3, 4, 5);
        tensor("input", 2, 3, 4, 5);
        tensor("output", 2, 3, 4, 5);
        metadata.put("op", "clip");
        assertEquals(new Clip(shape, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY), operator());
        metadata.putAll(Map.of("min", "0.0", "max", "6"));
        assertEquals(new Clip(shape, 0, 6), operator());
        metadata.put("min", "7");
        assertRefused("bounds are 7.0 and 6.0");
        metadata.put("op", "hard_sigmoid");
        assertEquals(new HardSigmoid(shape, 1.0 / 6, 0.5), operator());
        metadata.putAll(Map.of("alpha", "0.2", "beta", "0.25"));
        assertEquals(new HardSigmoid(shape, 0.2, 0.25), operator());
        metadata.put("op", "sigmoid");
        assertEquals(new Sigmoid(shape), operator());
        metadata.put("op", "leaky_relu");
        assertEquals(new LeakyRelu(shape, 0.01), operator());
        metadata.put("negative_slope", "0.3");
        assertEquals(new LeakyRelu(shape, 0.3), operator());
        metadata.put("op", "prelu");
        assertRefused("prelu needs tensor weight");
        tensor("weight", 1);
        assertRefused("tensor weight is [1], expected [3]");
        tensor("weight", 3);
        assertEquals(new PRelu(shape), operator());
    }

    @Test
    void theOtherOperandIsAnInputUnlessItIsLearned() {
        Shape shape = new Shape(2, 3, 4, 5);
        metadata.put("op", "multiply");
        tensor("input", 2, 3, 4, 5);
        tensor("other", 1, 3, 1, 1);
        tensor("output", 2, 3, 4, 5);
        Shape gate = new Shape(1, 3, 1, 1);
        assertEquals(new Arithmetic(Arithmetic.Kind.MULTIPLY, shape, gate, false), operator());
        assertEquals(2, read().inputs().size());
        metadata.putAll(Map.of("op", "add", "learned", "True"));
        assertEquals(new Arithmetic(Arithmetic.Kind.ADD, shape, gate, true), operator());
        assertEquals(1, read().inputs().size());
        assertEquals(3, read().weights().get("op.other").length);
        tensor("other", 1, 2, 1, 1);
        assertRefused("must be equal or 1 in every extent");
    }

    @Test
    void pointwiseWithAStrideIsTheGeneralConvolution() {
        convolution("pointwise_conv", "2", "0", "1");
        tensor("weight", 3, 4, 1, 1);
        tensor("output", 1, 3, 3, 3);
        assertInstanceOf(Conv2d.class, operator());

        metadata.put("stride", "1");
        tensor("output", 1, 3, 5, 5);
        assertInstanceOf(PointwiseConv.class, operator());
    }

    @Test
    void depthwiseWithAChannelMultiplierIsTheGeneralConvolution() {
        convolution("depthwise_conv", "1", "1", "4");
        tensor("weight", 8, 1, 3, 3);
        tensor("output", 1, 8, 5, 5);
        assertInstanceOf(Conv2d.class, operator());

        tensor("weight", 4, 1, 3, 3);
        tensor("output", 1, 4, 5, 5);
        assertInstanceOf(DepthwiseConv.class, operator());
    }

    @Test
    void windowsMayBeWrittenAsPairs() {
        pool("max_pool");
        metadata.putAll(Map.of("kernel", "(3, 2)", "stride", "[2, 2]", "padding", "(0, 0)", "ceil_mode", "True"));
        tensor("output", 1, 2, 3, 3);
        MaxPool pool = (MaxPool) operator();
        assertEquals(new Window(3, 2, 2, 0), pool.window());
        assertTrue(pool.roundUp());
    }

    @Test
    void strideOfAPoolIsItsKernelUnlessGiven() {
        pool("avg_pool");
        metadata.put("stride", "None");
        assertEquals(Window.square(3, 3, 0), ((AvgPool) operator()).window());
    }

    @Test
    void averageWithoutItsPaddingIsRefused() {
        pool("avg_pool");
        metadata.put("count_include_pad", "False");
        assertInstanceOf(AvgPool.class, operator());

        metadata.put("padding", "1");
        tensor("output", 1, 2, 3, 3);
        assertRefused("count_include_pad is False");
    }

    @ParameterizedTest
    @CsvSource({
        "stride, 1.5, 'metadata stride is 1.5, expected a whole number'",
        "stride, '(1, 2)', 'metadata stride is (1, 2), rows and columns must be equal'",
        "padding, same, 'metadata padding is same, expected a whole number'",
        "groups, 3, 'conv2d: input channels is 4, must be a multiple of the groups, 3'",
        "stride, 0, 'conv2d: stride is 0, must be at least 1'",
        "dilation, 2, 'dilation is 2, must be 1: depthwise convolutions alone take another'",
        "op, conv3d, 'unknown op conv3d, expected conv2d,'",
    })
    void wrongMetadataIsRefused(String key, String value, String reason) {
        convolution("conv2d", "1", "1", "1");
        tensor("weight", 3, 4, 3, 3);
        tensor("output", 1, 3, 5, 5);
        read();

        metadata.put(key, value);
        assertRefused(reason);
    }

    @Test
    void missingMetadataIsNamed() {
        tensor("input", 1, 4, 5, 5);
        tensor("output", 1, 4, 5, 5);
        assertRefused("metadata op is missing");

        metadata.put("op", "channel_shuffle");
        assertRefused("channel_shuffle needs metadata groups, which is missing");
    }

    @Test
    void wrongTensorsAreNamed() {
        convolution("conv2d", "1", "1", "2");
        assertRefused("conv2d needs tensor weight, which is missing");

        tensor("weight", 2, 2, 3);
        assertRefused("tensor weight is [2, 2, 3], expected [output channels,");

        tensor("weight", 2, 4, 3, 3);
        assertRefused("conv2d needs tensor output, which is missing");

        tensor("output", 1, 2, 5, 4);
        assertRefused("tensor output is 1x2x5x4, but conv2d gives 1x2x5x5");

        tensor("output", 1, 2, 5, 5);
        assertRefused("tensor weight is [2, 4, 3, 3], expected [2, 2, 3, 3]");

        tensor("weight", 2, 2, 3, 3);
        tensor("bias", 3);
        assertRefused("tensor bias is [3], expected [2]");

        tensor("input", 4, 5, 5);
        assertRefused("tensor input is [4, 5, 5], expected [N, C, H, W] or [N, features]");
    }

    @Test
    void secondOperandMustFit() {
        metadata.put("op", "add_relu");
        tensor("input", 1, 4, 5, 5);
        tensor("output", 1, 4, 5, 5);
        assertRefused("add_relu needs tensor other, which is missing");

        tensor("other", 1, 4, 5, 6);
        assertRefused("tensor other is 1x4x5x6, expected the input's shape 1x4x5x5");

        metadata.put("op", "concat_relu");
        assertRefused("concat: inputs are 1x4x5x5 and 1x4x5x6");
    }

    @Test
    void unitOfAnotherStrideIsRefused() {
        metadata.putAll(Map.of("op", "shufflenet_unit", "stride", "3", "groups", "1"));
        tensor("input", 1, 4, 5, 5);
        tensor("output", 1, 4, 5, 5);
        assertRefused("metadata stride is 3, a ShuffleNet unit's is 1 or 2");
    }
}

package riffle.onnx.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static riffle.onnx.read.ModelWriter.integer;
import static riffle.onnx.read.ModelWriter.ints;
import static riffle.onnx.read.ModelWriter.text;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import riffle.network.Network;
import riffle.network.Node;
import riffle.onnx.format.AttributeProto;
import riffle.operator.AvgPool;
import riffle.operator.Clip;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.GeneralConv;
import riffle.operator.GeneralPool;
import riffle.operator.GlobalAvgPool;
import riffle.operator.MaxPool;
import riffle.operator.Operator;
import riffle.operator.Pad;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Window;
import riffle.tensor.Shape;

/** Windows and bounds become the most particular operators that say them. */
final class ParticularOperatorsTest {

    private static final Shape INPUT = new Shape(2, 6, 9, 7);

    @Test
    void convolutionsAreTheMostParticularOnes() {
        assertInstanceOf(PointwiseConv.class, convolution(new long[] {4, 6, 1, 1}, 1));
        assertInstanceOf(PointwiseConv.class, convolution(new long[] {4, 3, 1, 1}, 2));
        assertInstanceOf(Conv2d.class, convolution(new long[] {4, 6, 1, 1}, 1, ints("strides", 2, 2)));
        assertInstanceOf(DepthwiseConv.class, convolution(new long[] {6, 1, 3, 3}, 6));
        assertInstanceOf(DepthwiseConv.class, convolution(new long[] {6, 1, 3, 3}, 6, ints("dilations", 2, 2)));
        assertInstanceOf(Conv2d.class, convolution(new long[] {12, 1, 3, 3}, 6)); // two outputs a channel
        assertInstanceOf(Conv2d.class, convolution(new long[] {4, 6, 3, 5}, 1, ints("pads", 1, 1, 1, 1)));
        assertInstanceOf(GeneralConv.class, convolution(new long[] {4, 6, 3, 3}, 1, ints("dilations", 2, 2)));
        assertInstanceOf(GeneralConv.class, convolution(new long[] {4, 6, 3, 3}, 1, ints("strides", 1, 2)));
        Conv2d padded = assertInstanceOf(
                Conv2d.class,
                convolution(new long[] {4, 6, 3, 3}, 1, text("auto_pad", "SAME_UPPER"), ints("strides", 2, 2)));
        assertEquals(new Window(3, 3, 2, 1), padded.window());
    }

    @Test
    void paddingOfOneSideIsANodeOfItsOwn() {
        OnnxNetwork read = new ModelWriter(13)
                .input("x", 2, 6, 9, 7)
                .weights("w", 4, 6, 3, 3)
                .node("Conv", "y", List.of("x", "w"), ints("pads", 0, 0, 1, 1), ints("strides", 2, 2))
                .output("y")
                .read();
        List<Node> nodes = read.network().nodes();
        Pad pad = assertInstanceOf(Pad.class, nodes.getFirst().operator());
        assertEquals(new Shape(2, 6, 10, 8), pad.output());
        Conv2d conv = assertInstanceOf(Conv2d.class, nodes.getLast().operator());
        assertEquals(new Window(3, 3, 2, 0), conv.window());
    }

    @Test
    void poolsAreTheMostParticularOnes() {
        var kernel = ints("kernel_shape", 3, 3);
        var two = ints("strides", 2, 2);
        assertEquals(new MaxPool(INPUT, new Window(3, 3, 2, 0), false), one("MaxPool", kernel, two));
        assertEquals(
                new MaxPool(new Shape(2, 6, 9, 8), new Window(3, 3, 2, 0), true),
                one(new long[] {2, 6, 9, 8}, "MaxPool", kernel, two, integer("ceil_mode", 1)));
        assertEquals(
                new MaxPool(new Shape(2, 6, 9, 8), new Window(3, 3, 2, 0), true),
                one(new long[] {2, 6, 9, 8}, "MaxPool", kernel, two, ints("pads", 0, 0, 0, 1)));
        assertInstanceOf(GeneralPool.class, one("MaxPool", kernel, ints("dilations", 2, 2)));
        assertInstanceOf(GeneralPool.class, one("AveragePool", kernel, ints("pads", 1, 1, 1, 1)));
        assertInstanceOf(
                AvgPool.class, one("AveragePool", kernel, ints("pads", 1, 1, 1, 1), integer("count_include_pad", 1)));
        assertInstanceOf(AvgPool.class, one("AveragePool", kernel));
        assertEquals(new GlobalAvgPool(INPUT), one("AveragePool", ints("kernel_shape", 9, 7)));
        assertEquals(new GlobalAvgPool(INPUT), one("ReduceMean", ints("axes", 2, 3)));
        assertEquals(new GlobalAvgPool(INPUT), one("ReduceMean", ints("axes", -1, -2), integer("keepdims", 0)));
    }

    @Test
    void boundsFromZeroUpAreARectifier() {
        assertEquals(new Relu(INPUT), clip(0f, null));
        assertEquals(new Clip(INPUT, 0, 6), clip(0f, 6f));
        assertEquals(new Clip(INPUT, Double.NEGATIVE_INFINITY, 6), clip(null, 6f));
    }

    private static Operator convolution(long[] filter, long groups, AttributeProto... more) {
        var attributes = new ArrayList<>(List.of(more));
        attributes.add(integer("group", groups));
        return new ModelWriter(13)
                .input("x", 2, 6, 9, 7)
                .weights("w", filter)
                .node("Conv", "y", List.of("x", "w"), attributes.toArray(AttributeProto[]::new))
                .output("y")
                .read()
                .network()
                .nodes()
                .getLast()
                .operator();
    }

    static Operator one(String type, AttributeProto... attributes) {
        return one(new long[] {2, 6, 9, 7}, type, attributes);
    }

    private static Operator one(long[] input, String type, AttributeProto... attributes) {
        Network network = new ModelWriter(13)
                .input("x", input)
                .node(type, "y", List.of("x"), attributes)
                .output("y")
                .read()
                .network();
        assertEquals(1, network.nodes().size());
        return network.nodes().getFirst().operator();
    }

    private static Operator clip(Float low, Float high) {
        ModelWriter model = new ModelWriter(13).input("x", 2, 6, 9, 7);
        if (low != null) {
            model.numbers("low", new float[] {low});
        }
        if (high != null) {
            model.numbers("high", new float[] {high});
        }
        return model.node("Clip", "y", List.of("x", low == null ? "" : "low", high == null ? "" : "high"))
                .output("y")
                .read()
                .network()
                .nodes()
                .getFirst()
                .operator();
    }
}

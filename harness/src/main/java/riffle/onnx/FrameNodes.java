package riffle.onnx;

import java.util.ArrayList;
import java.util.List;
import riffle.network.Node;
import riffle.onnx.format.AttributeProto;
import riffle.operator.Frame;
import riffle.operator.GeneralConv;
import riffle.operator.GeneralPool;
import riffle.operator.GeneralPool.Kind;
import riffle.tensor.Shape;

/** Convolutions and pools with a frame as ONNX nodes. */
final class FrameNodes {

    private FrameNodes() {}

    static void convolution(Node node, GeneralConv op, List<String> inputs, GraphWriter graph) {
        Frame frame = op.frame();
        List<AttributeProto> attributes = window(frame);
        attributes.add(Attributes.list("pads", frame.top(), frame.left(), frame.bottom(), frame.right()));
        attributes.add(Attributes.list("dilations", frame.dilationHeight(), frame.dilationWidth()));
        attributes.add(Attributes.of("group", op.groups()));
        graph.end(node, "Conv", inputs, attributes.toArray(AttributeProto[]::new));
    }

    /**
     * Rounding up is written as the padding behind that the last window needs: engines differ in what they round up.
     * Padding that ONNX's pools refuse, or that they would not count as the operator does, becomes a node of its own.
     *
     * @throws IllegalArgumentException for means of windows with dilations, which come with operator set 19
     */
    static void pool(Node node, GeneralPool op, String input, GraphWriter graph) {
        Frame frame = op.frame();
        boolean dilated = frame.dilationHeight() > 1 || frame.dilationWidth() > 1;
        if (dilated && op.kind() != Kind.MAX) {
            throw new IllegalArgumentException("general_pool: a mean with dilations " + frame.dilationHeight() + "x"
                    + frame.dilationWidth() + " needs operator set 19, and files are written in "
                    + OnnxModel.OPERATOR_SET);
        }
        Pads pads = Pads.of(op);
        boolean apart = op.kind() == Kind.MEAN_WITH_PADDING
                ? pads.beyond(frame)
                : op.kind() == Kind.MAX && pads.largerThan(frame);
        List<AttributeProto> attributes = window(frame);
        String padded = input;
        if (apart) {
            Pads counted = op.kind() == Kind.MAX ? pads : pads.within(frame);
            padded = counted.node(node, op.kind() == Kind.MAX ? Double.NEGATIVE_INFINITY : 0, input, graph);
            pads = pads.without(counted);
        }
        attributes.add(Attributes.list("pads", pads.top, pads.left, pads.bottom, pads.right));
        if (op.kind() == Kind.MAX) {
            attributes.add(Attributes.list("dilations", frame.dilationHeight(), frame.dilationWidth()));
        } else {
            boolean counts = op.kind() == Kind.MEAN_WITH_PADDING && !apart;
            attributes.add(Attributes.of("count_include_pad", counts ? 1 : 0));
        }
        String type = op.kind() == Kind.MAX ? "MaxPool" : "AveragePool";
        graph.end(node, type, List.of(padded), attributes.toArray(AttributeProto[]::new));
    }

    private static List<AttributeProto> window(Frame frame) {
        return new ArrayList<>(List.of(
                Attributes.list("kernel_shape", frame.kernelHeight(), frame.kernelWidth()),
                Attributes.list("strides", frame.strideHeight(), frame.strideWidth())));
    }

    /** Padding on each side. */
    private record Pads(int top, int left, int bottom, int right) {

        /** As far as windows reach. */
        static Pads of(GeneralPool op) {
            Frame frame = op.frame();
            Shape in = op.input();
            long down = (op.outHeight() - 1L) * frame.strideHeight() - frame.top() + frame.reachDown();
            long right = (op.outWidth() - 1L) * frame.strideWidth() - frame.left() + frame.reachRight();
            return new Pads(
                    frame.top(),
                    frame.left(),
                    Math.toIntExact(Math.max(down - in.h(), 0)),
                    Math.toIntExact(Math.max(right - in.w(), 0)));
        }

        /** Whether windows reach beyond the frame's padding. */
        boolean beyond(Frame frame) {
            return bottom > frame.bottom() || right > frame.right();
        }

        /** Whether a side is as large as the window, of elements and not from the first to the last of them. */
        boolean largerThan(Frame frame) {
            return Math.max(top, bottom) >= frame.kernelHeight() || Math.max(left, right) >= frame.kernelWidth();
        }

        Pads within(Frame frame) {
            return new Pads(top, left, Math.min(bottom, frame.bottom()), Math.min(right, frame.right()));
        }

        Pads without(Pads others) {
            return new Pads(top - others.top, left - others.left, bottom - others.bottom, right - others.right);
        }

        /** A node that adds them; returns the name of its value. */
        String node(Node node, double fill, String input, GraphWriter graph) {
            String pads = graph.constant(node, "pads", 0, 0, top, left, 0, 0, bottom, right);
            return graph.step(node, "padded", "Pad", List.of(input, pads, graph.number(node, "fill", fill)));
        }
    }
}

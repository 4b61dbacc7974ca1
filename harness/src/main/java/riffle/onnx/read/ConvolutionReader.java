package riffle.onnx.read;

import java.util.List;
import java.util.Optional;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.Frame;
import riffle.operator.GeneralConv;
import riffle.operator.Operator;
import riffle.operator.Pad;
import riffle.operator.PointwiseConv;
import riffle.operator.Window;
import riffle.tensor.Shape;

/** Conv: the operator of Riffle that says it, the most particular one. */
final class ConvolutionReader {

    private ConvolutionReader() {}

    static List<Value> convolution(Operation operation, GraphBuilder graph) {
        operation.allow("auto_pad", "dilations", "group", "kernel_shape", "pads", "strides");
        operation.requireInputs(2, 3);
        Activation x = operation.activation(0);
        Constant weight = operation.constant(1);
        List<Integer> filter = weight.dims();
        int axes = Frames.axes(operation, x);
        if (filter.size() != axes + 2 || filter.contains(0)) {
            throw operation.refuse("input is " + x.dims() + " and weight " + filter
                    + ", must be images, channels, height, width and outputs, channels of a group, height, width");
        }
        int rows = axes == 1 ? 1 : filter.get(2);
        int columns = filter.getLast();
        int[] kernel = operation.plane("kernel_shape", axes, 1);
        if (operation.hasAttribute("kernel_shape") && (kernel[0] != rows || kernel[1] != columns)) {
            throw operation.refuse("kernel_shape is " + kernel[0] + ", " + kernel[1] + ", but the weight is " + filter);
        }
        Activation image = graph.image(Frames.asPlanes(x));
        Shape input = image.shape();
        int groups = operation.positive("group", operation.integer("group", 1));
        int outputs = filter.get(0);
        if (input.c() != (long) filter.get(1) * groups) {
            throw operation.refuse("input has " + input.c() + " channels, but weight " + filter + " with " + groups
                    + " groups needs " + (long) filter.get(1) * groups);
        }
        boolean bias = operation.has(2);
        if (bias && !operation.constant(2).dims().equals(List.of(outputs))) {
            throw operation.refuse("bias is " + operation.constant(2).dims() + ", must be [" + outputs + "]");
        }
        Frame frame = Frames.of(operation, input, axes, rows, columns);
        if (isLopsided(frame)) {
            image = padded(operation, graph, image, frame);
            frame = Frames.unpadded(frame);
        }
        Operator operator = operator(image.shape(), outputs, frame, groups, bias);
        Shape output = operator.output();
        List<Integer> dims = Frames.dims(output.n(), output.c(), output.h(), output.w(), axes);
        return List.of(
                bias
                        ? graph.add(operation, operator, List.of(image), dims, weight, operation.constant(2))
                        : graph.add(operation, operator, List.of(image), dims, weight));
    }

    private static Operator operator(Shape input, int outputs, Frame frame, int groups, boolean bias) {
        Optional<Window> window = Frames.window(frame);
        if (window.isEmpty()) {
            return new GeneralConv(input, outputs, frame, groups, bias);
        }
        Window even = window.get();
        boolean point = even.kernelHeight() == 1 && even.kernelWidth() == 1;
        boolean depthwise = groups > 1 && groups == input.c() && groups == outputs;
        if (point && !depthwise && even.stride() == 1 && even.padding() == 0) {
            return new PointwiseConv(input, outputs, groups, bias);
        }
        if (depthwise) {
            return new DepthwiseConv(input, even, bias);
        }
        return even.dilation() == 1
                ? new Conv2d(input, outputs, even, groups, bias)
                : new GeneralConv(input, outputs, frame, groups, bias);
    }

    /** Whether padding alone keeps a window from being of the usual kind. */
    private static boolean isLopsided(Frame frame) {
        return Frames.window(frame).isEmpty()
                && Frames.window(Frames.unpadded(frame)).isPresent();
    }

    private static Activation padded(Operation operation, GraphBuilder graph, Activation image, Frame frame) {
        Shape in = image.shape();
        Shape out = new Shape(
                in.n(),
                in.c(),
                Math.addExact(Math.addExact(frame.top(), in.h()), frame.bottom()),
                Math.addExact(Math.addExact(frame.left(), in.w()), frame.right()));
        Pad pad = new Pad(
                in,
                out,
                List.of(in.n(), in.c(), in.h(), in.w()),
                List.of(0, 0, frame.top(), frame.left()),
                List.of(0, 0, frame.bottom(), frame.right()),
                0);
        return graph.step(operation, "pad", pad, List.of(image), List.of(out.n(), out.c(), out.h(), out.w()));
    }
}

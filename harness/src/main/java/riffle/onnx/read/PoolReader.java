package riffle.onnx.read;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import riffle.operator.AvgPool;
import riffle.operator.Frame;
import riffle.operator.GeneralPool;
import riffle.operator.GeneralPool.Kind;
import riffle.operator.GlobalAvgPool;
import riffle.operator.MaxPool;
import riffle.operator.Operator;
import riffle.operator.Window;
import riffle.tensor.Shape;

/** Pools and means. */
final class PoolReader {

    private PoolReader() {}

    static List<Value> max(Operation operation, GraphBuilder graph) {
        operation.allow("auto_pad", "ceil_mode", "dilations", "kernel_shape", "pads", "storage_order", "strides");
        if (operation.integer("storage_order", 0) != 0) {
            throw operation.untaken("storage_order must be 0");
        }
        return pool(operation, graph, Kind.MAX);
    }

    static List<Value> average(Operation operation, GraphBuilder graph) {
        operation.allow("auto_pad", "ceil_mode", "count_include_pad", "dilations", "kernel_shape", "pads", "strides");
        boolean padding = operation.integer("count_include_pad", 0) != 0;
        return pool(operation, graph, padding ? Kind.MEAN_WITH_PADDING : Kind.MEAN);
    }

    private static List<Value> pool(Operation operation, GraphBuilder graph, Kind kind) {
        operation.requireInputs(1, 1);
        Activation x = operation.activation(0);
        if (!operation.hasAttribute("kernel_shape")) {
            throw operation.refuse("attribute kernel_shape is missing");
        }
        int axes = Frames.axes(operation, x);
        int[] kernel = operation.plane("kernel_shape", axes, 1);
        Activation image = graph.image(Frames.asPlanes(x));
        Shape in = image.shape();
        Frame frame = Frames.of(operation, in, axes, kernel[0], kernel[1]);
        boolean up = operation.integer("ceil_mode", 0) != 0;
        int height =
                positions(operation, in.h(), frame.top(), frame.bottom(), frame.reachDown(), frame.strideHeight(), up);
        int width =
                positions(operation, in.w(), frame.left(), frame.right(), frame.reachRight(), frame.strideWidth(), up);
        Operator operator = operator(in, frame, height, width, kind);
        return List.of(
                graph.add(operation, operator, List.of(image), Frames.dims(in.n(), in.c(), height, width, axes)));
    }

    /** Window positions; rounded up, a last window that begins behind the input and its leading padding is dropped. */
    private static int positions(
            Operation operation, int extent, int before, int behind, long reach, int stride, boolean up) {
        long free = (long) before + extent + behind - reach;
        if (free < 0) {
            throw operation.refuse(
                    "a window of " + reach + " is larger than the padded input, " + ((long) before + extent + behind));
        }
        long positions = up ? Math.ceilDiv(free, (long) stride) + 1 : free / stride + 1;
        if (up && (positions - 1) * stride >= (long) before + extent) {
            positions--;
        }
        return operation.positive("an extent of the output", positions);
    }

    /** The most particular operator that says it. */
    private static Operator operator(Shape in, Frame frame, int height, int width, Kind kind) {
        boolean plain = frame.top() + frame.left() + frame.bottom() + frame.right() == 0;
        if (kind != Kind.MAX && plain && height == 1 && width == 1 && coversAll(in, frame)) {
            return new GlobalAvgPool(in);
        }
        return usual(in, frame, kind, plain)
                .filter(found -> found.output().h() == height && found.output().w() == width)
                .findFirst()
                .orElseGet(() -> new GeneralPool(in, frame, height, width, kind));
    }

    private static boolean coversAll(Shape in, Frame frame) {
        return frame.kernelHeight() == in.h()
                && frame.kernelWidth() == in.w()
                && frame.dilationHeight() == 1
                && frame.dilationWidth() == 1;
    }

    /**
     * Pools with a window of the usual kind that may say it: those whose output has the right extents do. Padding never
     * wins a maximum: there what lies behind the input counts only for how many windows there are.
     */
    private static Stream<Operator> usual(Shape in, Frame frame, Kind kind, boolean plain) {
        int padding = frame.top();
        boolean even = frame.strideHeight() == frame.strideWidth()
                && frame.dilationHeight() == 1
                && frame.dilationWidth() == 1
                && padding == frame.left()
                && 2L * padding <= Math.min(frame.kernelHeight(), frame.kernelWidth())
                && frame.kernelHeight() <= in.h() + 2L * padding
                && frame.kernelWidth() <= in.w() + 2L * padding;
        if (!even) {
            return Stream.empty();
        }
        Window window = new Window(frame.kernelHeight(), frame.kernelWidth(), frame.strideHeight(), padding);
        if (kind == Kind.MAX) {
            return Stream.of(new MaxPool(in, window, false), new MaxPool(in, window, true));
        }
        boolean alike = Frames.window(frame).isPresent() && (plain || kind == Kind.MEAN_WITH_PADDING);
        return alike ? Stream.of(new AvgPool(in, window)) : Stream.empty();
    }

    static List<Value> globalAverage(Operation operation, GraphBuilder graph) {
        operation.allow();
        operation.requireInputs(1, 1);
        Activation x = operation.activation(0);
        if (x.dims().size() < 3) {
            throw operation.refuse("input is " + x.dims() + ", must have images, channels and an extent");
        }
        Activation image = graph.image(x);
        List<Integer> dims = new ArrayList<>(x.dims());
        for (int axis = 2; axis < dims.size(); axis++) {
            dims.set(axis, 1);
        }
        return List.of(graph.add(operation, new GlobalAvgPool(image.shape()), List.of(image), dims));
    }

    /** The mean over some axes: they are brought behind the others, and are then pixels of channels. */
    static List<Value> reduceMean(Operation operation, GraphBuilder graph) {
        operation.allow("axes", "keepdims", "noop_with_empty_axes");
        operation.requireInputs(1, 2);
        Activation x = operation.activation(0);
        int rank = x.dims().size();
        List<Integer> axes = Dims.axes(operation.listed("axes", 1, List.of()), rank, operation);
        if (axes.isEmpty()) {
            if (operation.integer("noop_with_empty_axes", 0) != 0) {
                return List.of(x);
            }
            for (int axis = 0; axis < rank; axis++) {
                axes.add(axis);
            }
        }
        List<Integer> order = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        List<Integer> dims = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            int extent = x.dims().get(axis);
            if (!axes.contains(axis)) {
                order.add(axis);
                kept.add(extent);
                dims.add(extent);
            } else if (operation.integer("keepdims", 1) != 0) {
                dims.add(1);
            }
        }
        order.addAll(axes);
        Activation last = ShapeReader.transposed(operation, graph, x, order, "transpose");
        int pixels = axes.stream().mapToInt(axis -> x.dims().get(axis)).reduce(1, Math::multiplyExact);
        boolean planes = kept.size() == 2
                && last.shape().pixels() == pixels
                && last.shape().n() == kept.get(0)
                && last.shape().c() == kept.get(1);
        Shape view = planes ? last.shape() : new Shape(1, Dims.product(kept, 0, kept.size()), pixels, 1);
        Activation image = graph.shaped(last, view);
        return List.of(graph.add(operation, new GlobalAvgPool(view), List.of(image), dims));
    }
}

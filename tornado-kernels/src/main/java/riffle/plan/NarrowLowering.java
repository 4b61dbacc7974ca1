package riffle.plan;

import java.util.ArrayList;
import java.util.List;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.PointwiseConv;
import riffle.operator.Window;
import riffle.tensor.Shape;

/** Writes a convolution down as a call of a narrow kernel. */
final class NarrowLowering {

    private static final int BLOCK = Tiles.NARROW_BLOCK;

    private final Lowering lowering;
    private final Step step;
    private final Planner planner;

    NarrowLowering(Lowering lowering, Step step, Planner planner) {
        this.lowering = lowering;
        this.step = step;
        this.planner = planner;
    }

    KernelCall pointwise(PointwiseConv op) {
        Shape out = op.output();
        List<Integer> shape = new ArrayList<>(
                List.of(out.n(), out.h(), out.w(), op.groups(), op.input().c() / op.groups(), out.c() / op.groups()));
        shape.addAll(lowering.destination());
        List<Buffer> buffers = new ArrayList<>();
        buffers.add(planner.dense(step.node().inputs().getFirst()));
        buffers.addAll(Lowering.parameters(step, planner, op.groups(), BLOCK));
        step.residual().ifPresent(residual -> buffers.add(planner.dense(residual)));
        buffers.add(planner.destination(step));
        return lowering.call(
                step.residual().isPresent() ? Kernel.NARROW_POINTWISE_CONV_ADD : Kernel.NARROW_POINTWISE_CONV,
                shape,
                buffers,
                rows(out, blocks(out, op.groups())));
    }

    KernelCall conv2d(Conv2d op) {
        Shape out = op.output();
        Buffer x = planner.bordered(step.node().inputs().getFirst(), op.window().padding());
        List<Integer> shape = window(out, x, op.window());
        shape.addAll(List.of(op.groups(), op.input().c() / op.groups(), out.c() / op.groups(), out.h(), out.w()));
        return windowed(
                op.window().stride() == 1 ? Kernel.NARROW_CONV2D_STRIDE_1 : Kernel.NARROW_CONV2D,
                shape,
                x,
                Lowering.parameters(step, planner, op.groups(), BLOCK),
                rows(out, blocks(out, op.groups())));
    }

    KernelCall depthwise(DepthwiseConv op) {
        Shape out = op.output();
        Buffer x = planner.bordered(step.node().inputs().getFirst(), op.window().padding());
        List<Integer> shape = window(out, x, op.window());
        shape.addAll(List.of(out.c(), out.h(), out.w()));
        return windowed(
                op.window().stride() == 1 ? Kernel.NARROW_DEPTHWISE_CONV_STRIDE_1 : Kernel.NARROW_DEPTHWISE_CONV,
                shape,
                x,
                Lowering.parameters(step, planner, 1, 1),
                rows(out, out.c()));
    }

    private KernelCall windowed(Kernel kernel, List<Integer> shape, Buffer x, List<Buffer> parameters, NdRange range) {
        shape.addAll(lowering.destination());
        return lowering.call(
                kernel, shape, List.of(x, parameters.get(0), parameters.get(1), planner.destination(step)), range);
    }

    /** Images, then what the kernels see of planes with their border and of the window. */
    private static List<Integer> window(Shape out, Buffer x, Window window) {
        List<Integer> shape = new ArrayList<>(List.of(out.n()));
        shape.addAll(Lowering.borderedWindow(x, window));
        return shape;
    }

    private static int blocks(Shape out, int groups) {
        return groups * Math.ceilDiv(out.c() / groups, BLOCK);
    }

    /** A work-item for each vector of pixels of each row of the planes, or blocks of planes, of an image. */
    private static NdRange rows(Shape out, int planes) {
        int vectors = Math.ceilDiv(out.w(), Tiles.NARROW);
        try {
            return NdRange.covering(Exact.times(vectors, out.h(), planes, out.n()));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("an index overflows", e);
        }
    }
}

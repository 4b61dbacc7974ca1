package riffle.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Pointwise (1x1) group convolution: per group, a matrix of weights times a matrix of pixels. {@link PointwiseTiles} has what a
 * work-item computes; here are the kernels that call it, alone and with a residual, whole and in parts.
 */
public final class PointwiseConvKernel {

    private PointwiseConvKernel() {}

    /** y = W x + b, rectified, shuffled and put at a channel offset where the plan folded those in. */
    public static void pointwiseConv(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        PointwiseTiles.compute(
                context,
                x,
                weight,
                bias,
                x,
                y,
                false,
                Part.ALL,
                shape.get(0),
                shape.get(1),
                shape.get(2),
                shape.get(3),
                shape.get(4),
                shape.get(5),
                shape.get(6),
                shape.get(7),
                shape.get(8));
    }

    /** The same with a residual of y's shape added before the rectifier: the end of a stride-1 unit. */
    public static void pointwiseConvAdd(
            KernelContext context,
            IntArray shape,
            FloatArray x,
            FloatArray weight,
            FloatArray bias,
            FloatArray residual,
            FloatArray y) {
        PointwiseTiles.compute(
                context,
                x,
                weight,
                bias,
                residual,
                y,
                true,
                Part.ALL,
                shape.get(0),
                shape.get(1),
                shape.get(2),
                shape.get(3),
                shape.get(4),
                shape.get(5),
                shape.get(6),
                shape.get(7),
                shape.get(8));
    }

    /** The memory traffic of {@link #pointwiseConv} alone: {@link Part#MEMORY}. */
    public static void pointwiseConvMemory(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        PointwiseTiles.compute(
                context,
                x,
                weight,
                bias,
                x,
                y,
                false,
                Part.MEMORY,
                shape.get(0),
                shape.get(1),
                shape.get(2),
                shape.get(3),
                shape.get(4),
                shape.get(5),
                shape.get(6),
                shape.get(7),
                shape.get(8));
    }

    /** Its arithmetic alone: {@link Part#COMPUTE}. */
    public static void pointwiseConvCompute(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        PointwiseTiles.compute(
                context,
                x,
                weight,
                bias,
                x,
                y,
                false,
                Part.COMPUTE,
                shape.get(0),
                shape.get(1),
                shape.get(2),
                shape.get(3),
                shape.get(4),
                shape.get(5),
                shape.get(6),
                shape.get(7),
                shape.get(8));
    }

    /** The memory traffic of {@link #pointwiseConvAdd} alone: {@link Part#MEMORY}. */
    public static void pointwiseConvAddMemory(
            KernelContext context,
            IntArray shape,
            FloatArray x,
            FloatArray weight,
            FloatArray bias,
            FloatArray residual,
            FloatArray y) {
        PointwiseTiles.compute(
                context,
                x,
                weight,
                bias,
                residual,
                y,
                true,
                Part.MEMORY,
                shape.get(0),
                shape.get(1),
                shape.get(2),
                shape.get(3),
                shape.get(4),
                shape.get(5),
                shape.get(6),
                shape.get(7),
                shape.get(8));
    }

    /** Its arithmetic alone: {@link Part#COMPUTE}. */
    public static void pointwiseConvAddCompute(
            KernelContext context,
            IntArray shape,
            FloatArray x,
            FloatArray weight,
            FloatArray bias,
            FloatArray residual,
            FloatArray y) {
        PointwiseTiles.compute(
                context,
                x,
                weight,
                bias,
                residual,
                y,
                true,
                Part.COMPUTE,
                shape.get(0),
                shape.get(1),
                shape.get(2),
                shape.get(3),
                shape.get(4),
                shape.get(5),
                shape.get(6),
                shape.get(7),
                shape.get(8));
    }
}

package riffle.kernel.pointwise;

import riffle.kernel.Part;
import riffle.kernel.Planes;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Pointwise (1x1) group convolution: per group, a matrix of weights times a matrix of pixels, alone and with a
 * residual, whole and in parts. {@link Tile32x8} has the tiles that a work-item computes.
 *
 * <p>Work-items: x = block of 8 output channels, y = strip of pixels, z = image. A device that takes them in this order
 * finds a strip's pixels in the cache for all blocks but the first.
 */
public final class PointwiseConvKernel {

    private PointwiseConvKernel() {}

    /** y = W x + b, rectified, shuffled and put at a channel offset where the plan folded those in. */
    public static void pointwiseConv(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        strip(context, shape, x, weight, bias, x, y, false, Part.ALL);
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
        strip(context, shape, x, weight, bias, residual, y, true, Part.ALL);
    }

    /** The memory traffic of {@link #pointwiseConv} alone: {@link Part#MEMORY}. */
    public static void pointwiseConvMemory(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        strip(context, shape, x, weight, bias, x, y, false, Part.MEMORY);
    }

    /** Its arithmetic alone: {@link Part#COMPUTE}. */
    public static void pointwiseConvCompute(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        strip(context, shape, x, weight, bias, x, y, false, Part.COMPUTE);
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
        strip(context, shape, x, weight, bias, residual, y, true, Part.MEMORY);
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
        strip(context, shape, x, weight, bias, residual, y, true, Part.COMPUTE);
    }

    /** What a work-item computes: its block of output channels of its strip of pixels. */
    private static void strip(
            KernelContext context,
            IntArray shape,
            FloatArray x,
            FloatArray weight,
            FloatArray bias,
            FloatArray residual,
            FloatArray y,
            boolean add,
            int part) {
        int pixels = shape.get(0);
        int groups = shape.get(1);
        int channelsPerGroup = shape.get(2);
        int outPerGroup = shape.get(3);
        int strip = shape.get(4);
        int relu = shape.get(5);
        int shuffleGroups = shape.get(6);
        int planes = shape.get(7);
        int firstPlane = shape.get(8);
        int lanes = shape.get(9);
        int block = context.globalIdx;
        int begin = context.globalIdy * strip;
        int image = context.globalIdz;

        int blocksPerGroup = (outPerGroup + 7) / 8;
        int group = block / blocksPerGroup;
        int first = (block - group * blocksPerGroup) * 8;
        int channel = group * outPerGroup + first;
        int channels = groups * outPerGroup;
        PointwiseBlock.strip(
                x,
                (image * groups + group) * channelsPerGroup * pixels,
                pixels,
                weight,
                bias,
                block,
                groups * blocksPerGroup,
                channelsPerGroup,
                residual,
                (image * channels + channel) * pixels,
                y,
                (image * planes + firstPlane) * pixels,
                pixels,
                begin,
                Math.min(begin + strip, pixels),
                outPerGroup - first,
                Planes.shuffled(channel, channels, shuffleGroups),
                shuffleGroups,
                channels,
                relu,
                add,
                true,
                lanes,
                part);
    }
}

package riffle.kernel.depthwise;

import riffle.kernel.Part;
import riffle.kernel.Planes;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Depthwise convolution with a 3x3 window and a padding of 1 over dense planes. A work-item computes one plane;
 * {@link DepthwiseRows} has how.
 *
 * <p>Work-items: x = plane of x, image by image.
 */
public final class DepthwiseConv3x3Kernel {

    private DepthwiseConv3x3Kernel() {}

    /**
     * y[c] = w[c] * x[c] + b[c], stride 1, rectified, shuffled and put at a channel offset where the plan folded those
     * in.
     */
    public static void depthwiseConv3x3(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        stride1(context, shape, x, weight, bias, y, Part.ALL);
    }

    /** Its memory traffic alone: {@link Part#MEMORY}. */
    public static void depthwiseConv3x3Memory(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        stride1(context, shape, x, weight, bias, y, Part.MEMORY);
    }

    /** Its arithmetic alone: {@link Part#COMPUTE}. */
    public static void depthwiseConv3x3Compute(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        stride1(context, shape, x, weight, bias, y, Part.COMPUTE);
    }

    private static void stride1(
            KernelContext context,
            IntArray shape,
            FloatArray x,
            FloatArray weight,
            FloatArray bias,
            FloatArray y,
            int part) {
        int channels = shape.get(0);
        int height = shape.get(1);
        int width = shape.get(2);
        int inPlane = context.globalIdx;
        int image = inPlane / channels;
        int channel = inPlane - image * channels;
        int planes = shape.get(5);
        int firstPlane = shape.get(6);
        int shuffleGroups = shape.get(4);
        int plane = image * planes + firstPlane + Planes.shuffled(channel, channels, shuffleGroups);
        int pixels = height * width;
        int in = Part.from(inPlane * pixels, part);
        int last = in + pixels - 1;
        int relu = shape.get(3);
        DepthwiseRows.stride1(
                x,
                in,
                height,
                0,
                last,
                width,
                weight,
                bias,
                channel,
                channels,
                y,
                plane * pixels,
                height,
                pixels,
                relu,
                part);
    }

    /** The same with stride 2. */
    public static void depthwiseConv3x3Stride2(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        stride2(context, shape, x, weight, bias, y, Part.ALL);
    }

    /** Its memory traffic alone: {@link Part#MEMORY}. */
    public static void depthwiseConv3x3Stride2Memory(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        stride2(context, shape, x, weight, bias, y, Part.MEMORY);
    }

    /** Its arithmetic alone: {@link Part#COMPUTE}. */
    public static void depthwiseConv3x3Stride2Compute(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        stride2(context, shape, x, weight, bias, y, Part.COMPUTE);
    }

    private static void stride2(
            KernelContext context,
            IntArray shape,
            FloatArray x,
            FloatArray weight,
            FloatArray bias,
            FloatArray y,
            int part) {
        int channels = shape.get(0);
        int inHeight = shape.get(1);
        int inWidth = shape.get(2);
        int inPlane = context.globalIdx;
        int image = inPlane / channels;
        int channel = inPlane - image * channels;
        int planes = shape.get(5);
        int firstPlane = shape.get(6);
        int shuffleGroups = shape.get(4);
        int plane = image * planes + firstPlane + Planes.shuffled(channel, channels, shuffleGroups);
        int height = (inHeight + 1) / 2;
        int pixels = height * ((inWidth + 1) / 2);
        int in = Part.from(inPlane * inHeight * inWidth, part);
        int last = in + inHeight * inWidth - 1;
        int relu = shape.get(3);
        DepthwiseRows.stride2(
                x,
                in,
                inHeight,
                0,
                last,
                inWidth,
                weight,
                bias,
                channel,
                channels,
                y,
                plane * pixels,
                height,
                pixels,
                relu,
                part);
    }
}

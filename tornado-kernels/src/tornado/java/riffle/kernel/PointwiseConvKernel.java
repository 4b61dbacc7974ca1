package riffle.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.vectors.Float8;

/**
 * Pointwise (1x1) group convolution: per group, a matrix of weights times a matrix of pixels. A work-item computes 8 pixels
 * of 4 output channels. Weights come packed as [block of 4 output channels][input channel of the group][4], groups padded to
 * whole blocks with zeros; biases as [block][4].
 *
 * <p>Work-items: x = block of 8 pixels, y = block of 4 output channels, z = image.
 */
public final class PointwiseConvKernel {

    private PointwiseConvKernel() {}

    /** y = W x + b, rectified, shuffled and put at a channel offset where the plan folded those in. */
    public static void pointwiseConv(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(
                context,
                x,
                weight,
                bias,
                x,
                y,
                false,
                shape.get(0),
                shape.get(1),
                shape.get(2),
                shape.get(3),
                shape.get(4),
                shape.get(5),
                shape.get(6),
                shape.get(7),
                shape.get(8),
                shape.get(9));
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
        body(
                context,
                x,
                weight,
                bias,
                residual,
                y,
                true,
                shape.get(0),
                shape.get(1),
                shape.get(2),
                shape.get(3),
                shape.get(4),
                shape.get(5),
                shape.get(6),
                shape.get(7),
                shape.get(8),
                shape.get(9));
    }

    private static void body(
            KernelContext context,
            FloatArray x,
            FloatArray weight,
            FloatArray bias,
            FloatArray residual,
            FloatArray y,
            boolean add,
            int height,
            int width,
            int groups,
            int channelsPerGroup,
            int outPerGroup,
            int relu,
            int shuffleGroups,
            int planes,
            int firstPlane,
            int border) {
        int pixels = height * width;
        int pixel = context.globalIdx * Lanes.COUNT;
        int block = context.globalIdy;
        int image = context.globalIdz;

        int blocksPerGroup = (outPerGroup + 3) / 4;
        int group = block / blocksPerGroup;
        int first = (block - group * blocksPerGroup) * 4;
        int channel = group * outPerGroup + first;

        int in = (image * groups + group) * channelsPerGroup * pixels + pixel;
        int w = block * channelsPerGroup * 4;
        Float8 sum0 = Lanes.splat(bias.get(block * 4));
        Float8 sum1 = Lanes.splat(bias.get(block * 4 + 1));
        Float8 sum2 = Lanes.splat(bias.get(block * 4 + 2));
        Float8 sum3 = Lanes.splat(bias.get(block * 4 + 3));
        for (int c = 0; c < channelsPerGroup; c++) {
            Float8 v = Lanes.load(x, in);
            sum0 = Lanes.multiplyAdd(sum0, v, weight.get(w));
            sum1 = Lanes.multiplyAdd(sum1, v, weight.get(w + 1));
            sum2 = Lanes.multiplyAdd(sum2, v, weight.get(w + 2));
            sum3 = Lanes.multiplyAdd(sum3, v, weight.get(w + 3));
            in = in + pixels;
            w = w + 4;
        }

        int channels = groups * outPerGroup;
        int left = outPerGroup - first;
        if (add) {
            // A block of fewer channels reads its last one again: three planes on may lie beyond the buffer.
            int at = (image * channels + channel) * pixels + pixel;
            sum0 = Float8.add(sum0, Lanes.load(residual, at));
            sum1 = Float8.add(sum1, Lanes.load(residual, at + Math.min(left - 1, 1) * pixels));
            sum2 = Float8.add(sum2, Lanes.load(residual, at + Math.min(left - 1, 2) * pixels));
            sum3 = Float8.add(sum3, Lanes.load(residual, at + Math.min(left - 1, 3) * pixels));
        }
        Planes.keepBorder(y, pixel, block, image, border);
        float floor = Planes.floor(relu);
        int to = image * planes + firstPlane;
        Planes.store(
                y, to + Planes.shuffled(channel, channels, shuffleGroups), pixel, sum0, floor, height, width, border);
        if (left > 1) {
            Planes.store(
                    y,
                    to + Planes.shuffled(channel + 1, channels, shuffleGroups),
                    pixel,
                    sum1,
                    floor,
                    height,
                    width,
                    border);
        }
        if (left > 2) {
            Planes.store(
                    y,
                    to + Planes.shuffled(channel + 2, channels, shuffleGroups),
                    pixel,
                    sum2,
                    floor,
                    height,
                    width,
                    border);
        }
        if (left > 3) {
            Planes.store(
                    y,
                    to + Planes.shuffled(channel + 3, channels, shuffleGroups),
                    pixel,
                    sum3,
                    floor,
                    height,
                    width,
                    border);
        }
    }
}

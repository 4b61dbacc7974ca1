package riffle.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.vectors.Float8;

/**
 * Convolution with any window, stride and groups over planes whose border is the padding. A work-item computes 8
 * neighbouring pixels of a row for 4 output channels. Weights come packed as [block of 4 output channels][input channel of
 * the group][window][4], groups padded to whole blocks with zeros; biases as [block][4].
 *
 * <p>Work-items: x = block of 8 columns, y = row, z = image and block of output channels.
 */
public final class Conv2dKernel {

    private Conv2dKernel() {}

    /** y = W * x + b, rectified, shuffled and put at a channel offset where the plan folded those in, any stride. */
    public static void conv2d(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(
                context,
                x,
                weight,
                bias,
                y,
                shape.get(0),
                shape.get(1),
                shape.get(2),
                shape.get(3),
                shape.get(4),
                shape.get(5),
                shape.get(6),
                shape.get(7),
                shape.get(8),
                shape.get(9),
                shape.get(10),
                shape.get(11),
                shape.get(12),
                shape.get(13),
                shape.get(14));
    }

    /** The same for stride 1, where 8 neighbours are one vector in memory. */
    public static void conv2dStride1(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(
                context,
                x,
                weight,
                bias,
                y,
                shape.get(0),
                shape.get(1),
                shape.get(2),
                shape.get(3),
                1,
                shape.get(5),
                shape.get(6),
                shape.get(7),
                shape.get(8),
                shape.get(9),
                shape.get(10),
                shape.get(11),
                shape.get(12),
                shape.get(13),
                shape.get(14));
    }

    private static void body(
            KernelContext context,
            FloatArray x,
            FloatArray weight,
            FloatArray bias,
            FloatArray y,
            int inHeight,
            int inWidth,
            int kernelHeight,
            int kernelWidth,
            int stride,
            int groups,
            int channelsPerGroup,
            int outPerGroup,
            int height,
            int width,
            int relu,
            int shuffleGroups,
            int planes,
            int firstPlane,
            int border) {
        int column = context.globalIdx * Lanes.COUNT;
        int row = context.globalIdy;
        int blocksPerGroup = (outPerGroup + 3) / 4;
        int blocks = groups * blocksPerGroup;
        int z = context.globalIdz;
        int image = z / blocks;
        int block = z - image * blocks;
        int group = block / blocksPerGroup;
        int first = (block - group * blocksPerGroup) * 4;
        int channel = group * outPerGroup + first;

        int plane = ((image * groups + group) * channelsPerGroup * inHeight + row * stride) * inWidth + column * stride;
        int w = block * channelsPerGroup * kernelHeight * kernelWidth * 4;
        Float8 sum0 = Lanes.splat(bias.get(block * 4));
        Float8 sum1 = Lanes.splat(bias.get(block * 4 + 1));
        Float8 sum2 = Lanes.splat(bias.get(block * 4 + 2));
        Float8 sum3 = Lanes.splat(bias.get(block * 4 + 3));
        for (int c = 0; c < channelsPerGroup; c++) {
            int in = plane;
            for (int i = 0; i < kernelHeight; i++) {
                for (int j = 0; j < kernelWidth; j++) {
                    Float8 v = Lanes.load(x, in + j, stride);
                    sum0 = Lanes.multiplyAdd(sum0, v, weight.get(w));
                    sum1 = Lanes.multiplyAdd(sum1, v, weight.get(w + 1));
                    sum2 = Lanes.multiplyAdd(sum2, v, weight.get(w + 2));
                    sum3 = Lanes.multiplyAdd(sum3, v, weight.get(w + 3));
                    w = w + 4;
                }
                in = in + inWidth;
            }
            plane = plane + inHeight * inWidth;
        }

        Planes.keepBorder(y, column, row, z, border);
        float floor = Planes.floor(relu);
        int channels = groups * outPerGroup;
        int to = image * planes + firstPlane;
        int left = outPerGroup - first;
        Planes.storeRow(
                y,
                to + Planes.shuffled(channel, channels, shuffleGroups),
                row,
                column,
                sum0,
                floor,
                height,
                width,
                border);
        if (left > 1) {
            Planes.storeRow(
                    y,
                    to + Planes.shuffled(channel + 1, channels, shuffleGroups),
                    row,
                    column,
                    sum1,
                    floor,
                    height,
                    width,
                    border);
        }
        if (left > 2) {
            Planes.storeRow(
                    y,
                    to + Planes.shuffled(channel + 2, channels, shuffleGroups),
                    row,
                    column,
                    sum2,
                    floor,
                    height,
                    width,
                    border);
        }
        if (left > 3) {
            Planes.storeRow(
                    y,
                    to + Planes.shuffled(channel + 3, channels, shuffleGroups),
                    row,
                    column,
                    sum3,
                    floor,
                    height,
                    width,
                    border);
        }
    }
}

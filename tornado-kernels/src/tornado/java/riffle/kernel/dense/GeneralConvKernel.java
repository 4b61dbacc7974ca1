package riffle.kernel.dense;

import riffle.kernel.Planes;
import riffle.kernel.Taps;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Convolution with any window, steps, dilations, padding and groups, pixel by pixel for 4 output channels: what the
 * kernels of usual convolutions leave. Windows are cut at the edges of the plane. Weights come packed as [group][block
 * of 4 output channels][input channel of the group][window][4], groups padded to whole blocks with zeros.
 *
 * <p>Work-items: x = column, y = row, z = image, group and block.
 */
public final class GeneralConvKernel {

    private static final int BLOCK = 4;

    private GeneralConvKernel() {}

    /** y = W * x + b, rectified, shuffled and put at a channel offset where the plan folded those in. */
    public static void generalConv(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        int inHeight = shape.get(0);
        int inWidth = shape.get(1);
        int kernelHeight = shape.get(2);
        int kernelWidth = shape.get(3);
        int strideHeight = shape.get(4);
        int strideWidth = shape.get(5);
        int dilationHeight = shape.get(6);
        int dilationWidth = shape.get(7);
        int top = shape.get(8);
        int left = shape.get(9);
        int groups = shape.get(10);
        int channelsPerGroup = shape.get(11);
        int outPerGroup = shape.get(12);
        int height = shape.get(13);
        int width = shape.get(14);
        int relu = shape.get(15);
        int shuffleGroups = shape.get(16);
        int planes = shape.get(17);
        int firstPlane = shape.get(18);
        int border = shape.get(19);
        int column = context.globalIdx;
        int row = context.globalIdy;
        int z = context.globalIdz;
        int blocksPerGroup = (outPerGroup + BLOCK - 1) / BLOCK;
        int blocks = groups * blocksPerGroup;
        int image = z / blocks;
        int block = z - image * blocks;
        int group = block / blocksPerGroup;
        int first = (block - group * blocksPerGroup) * BLOCK;
        int fromRow = row * strideHeight - top;
        int fromColumn = column * strideWidth - left;
        int firstRow = Taps.first(fromRow, dilationHeight);
        int endRow = Taps.end(fromRow, dilationHeight, kernelHeight, inHeight);
        int firstColumn = Taps.first(fromColumn, dilationWidth);
        int endColumn = Taps.end(fromColumn, dilationWidth, kernelWidth, inWidth);
        int firstChannel = (image * groups + group) * channelsPerGroup;
        float sum0 = bias.get(block * BLOCK);
        float sum1 = bias.get(block * BLOCK + 1);
        float sum2 = bias.get(block * BLOCK + 2);
        float sum3 = bias.get(block * BLOCK + 3);
        for (int c = 0; c < channelsPerGroup; c++) {
            for (int i = firstRow; i < endRow; i++) {
                int in = ((firstChannel + c) * inHeight + fromRow + i * dilationHeight) * inWidth + fromColumn;
                int w = ((block * channelsPerGroup + c) * kernelHeight + i) * kernelWidth;
                for (int j = firstColumn; j < endColumn; j++) {
                    float v = x.get(in + j * dilationWidth);
                    int at = (w + j) * BLOCK;
                    sum0 = sum0 + weight.get(at) * v;
                    sum1 = sum1 + weight.get(at + 1) * v;
                    sum2 = sum2 + weight.get(at + 2) * v;
                    sum3 = sum3 + weight.get(at + 3) * v;
                }
            }
        }
        float floor = Planes.floor(relu);
        int channels = groups * outPerGroup;
        int channel = group * outPerGroup + first;
        int plane = image * planes + firstPlane;
        int pixel = Planes.at(plane, row, column, height, width, border);
        int pixels = (height + 2 * border) * (width + 2 * border);
        Planes.keepBorder(y, column, row, z, border);
        y.set(pixel + Planes.shuffled(channel, channels, shuffleGroups) * pixels, Math.max(sum0, floor));
        if (first + 1 < outPerGroup) {
            y.set(pixel + Planes.shuffled(channel + 1, channels, shuffleGroups) * pixels, Math.max(sum1, floor));
        }
        if (first + 2 < outPerGroup) {
            y.set(pixel + Planes.shuffled(channel + 2, channels, shuffleGroups) * pixels, Math.max(sum2, floor));
        }
        if (first + 3 < outPerGroup) {
            y.set(pixel + Planes.shuffled(channel + 3, channels, shuffleGroups) * pixels, Math.max(sum3, floor));
        }
    }
}

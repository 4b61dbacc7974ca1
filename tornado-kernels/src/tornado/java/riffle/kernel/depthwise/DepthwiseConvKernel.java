package riffle.kernel.depthwise;

import riffle.kernel.Planes;
import riffle.kernel.vector.Vector8;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.vectors.Float8;

/**
 * Depthwise convolution with any window over planes whose border is the padding; {@link DepthwiseConv3x3Kernel} is for
 * the windows that networks have. A work-item computes 8 neighbouring pixels of a row. Weights come as
 * [channel][window].
 *
 * <p>Work-items: x = block of 8 columns, y = row, z = image and channel.
 */
public final class DepthwiseConvKernel {

    private DepthwiseConvKernel() {}

    /**
     * y[c] = w[c] * x[c] + b[c], rectified, shuffled and put at a channel offset where the plan folded those in, any
     * stride.
     */
    public static void depthwiseConv(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        int inHeight = shape.get(0);
        int inWidth = shape.get(1);
        int kernelHeight = shape.get(2);
        int kernelWidth = shape.get(3);
        int stride = shape.get(4);
        int channels = shape.get(5);
        int height = shape.get(6);
        int width = shape.get(7);
        int relu = shape.get(8);
        int shuffleGroups = shape.get(9);
        int planes = shape.get(10);
        int firstPlane = shape.get(11);
        int border = shape.get(12);
        int column = context.globalIdx * Vector8.COUNT;
        int row = context.globalIdy;
        int inPlane = context.globalIdz;
        int image = inPlane / channels;
        int channel = inPlane - image * channels;

        int in = (inPlane * inHeight + row * stride) * inWidth + column * stride;
        int w = channel * kernelHeight * kernelWidth;
        Float8 sum = Vector8.splat(bias.get(channel));
        for (int i = 0; i < kernelHeight; i++) {
            for (int j = 0; j < kernelWidth; j++) {
                sum = Vector8.multiplyAdd(sum, Vector8.load(x, in + j, stride), weight.get(w));
                w = w + 1;
            }
            in = in + inWidth;
        }
        Planes.keepBorder(y, column, row, inPlane, border);
        int to = image * planes + firstPlane;
        int plane = to + Planes.shuffled(channel, channels, shuffleGroups);
        storeRow(y, plane, row, column, sum, Planes.floor(relu), height, width, border);
    }

    /** Stores up to 8 pixels of one row from {@code column} on; what lies beyond the row is dropped. */
    private static void storeRow(
            FloatArray y, int plane, int row, int column, Float8 sum, float floor, int height, int width, int border) {
        int at = Planes.at(plane, row, column, height, width, border);
        Vector8.store(y, at, Vector8.atLeast(sum, floor), width - column);
    }
}

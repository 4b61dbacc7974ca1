package riffle.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.vectors.Float8;

/**
 * Average pooling; windows are cut at the edges of the plane and divided by their full size, so that padding counts as zeros.
 *
 * <p>Work-items: x = output column or block of 8 of them, y = output row, z = image and channel.
 */
public final class AvgPoolKernel {

    private AvgPoolKernel() {}

    /** y = the mean of each window, rectified and put at a channel offset where the plan folded those in. */
    public static void avgPool(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        body(
                context,
                x,
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
                shape.get(11));
    }

    private static void body(
            KernelContext context,
            FloatArray x,
            FloatArray y,
            int inHeight,
            int inWidth,
            int kernelHeight,
            int kernelWidth,
            int stride,
            int padding,
            int channels,
            int height,
            int width,
            int relu,
            int planes,
            int firstPlane) {
        int column = context.globalIdx;
        int row = context.globalIdy;
        int inPlane = context.globalIdz;
        int image = inPlane / channels;
        int channel = inPlane - image * channels;
        int top = row * stride - padding;
        int left = column * stride - padding;
        int bottom = Math.min(top + kernelHeight, inHeight);
        int right = Math.min(left + kernelWidth, inWidth);
        int firstRow = Math.max(top, 0);
        int firstColumn = Math.max(left, 0);
        float sum = 0f;
        for (int i = firstRow; i < bottom; i++) {
            for (int j = firstColumn; j < right; j++) {
                sum = sum + x.get((inPlane * inHeight + i) * inWidth + j);
            }
        }
        float mean = sum / (kernelHeight * kernelWidth);
        int plane = image * planes + firstPlane + channel;
        y.set(Planes.at(plane, row, column, height, width, 0), Math.max(mean, Planes.floor(relu)));
    }

    /**
     * The same for windows of 3x3, a stride of 2 and a padding of 0 or 1, 8 neighbouring pixels of a row at a time: first
     * the sum of each column, as vectors, then the sum of three columns.
     */
    public static void avgPool3x3(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        body3x3(
                context,
                x,
                y,
                shape.get(0),
                shape.get(1),
                shape.get(5),
                shape.get(6),
                shape.get(7),
                shape.get(8),
                shape.get(9),
                shape.get(10),
                shape.get(11));
    }

    private static void body3x3(
            KernelContext context,
            FloatArray x,
            FloatArray y,
            int inHeight,
            int inWidth,
            int padding,
            int channels,
            int height,
            int width,
            int relu,
            int planes,
            int firstPlane) {
        int column = context.globalIdx * Lanes.COUNT;
        int row = context.globalIdy;
        int inPlane = context.globalIdz;
        int image = inPlane / channels;
        int channel = inPlane - image * channels;
        int top = row * 2 - padding;
        int bottom = Math.min(top + 3, inHeight);
        int firstRow = Math.max(top, 0);
        int left = column * 2;
        int before = Math.max(left - 1, 0);
        int behind = Math.min(left + 16, inWidth - 1);
        int in = (inPlane * inHeight + firstRow) * inWidth;
        Float8 low = Lanes.splat(0f);
        Float8 high = low;
        float first = 0f;
        float last = 0f;
        for (int i = firstRow; i < bottom; i++) {
            low = Float8.add(low, Lanes.load(x, in + left));
            high = Float8.add(high, Lanes.load(x, in + left + 8));
            first = first + x.get(in + before);
            last = last + x.get(in + behind);
            in = in + inWidth;
        }

        // column left - 1 + k of the plane is element k; those outside count as zero
        float[] sums = new float[18];
        sums[0] = first;
        Lanes.put(sums, 1, low);
        Lanes.put(sums, 9, high);
        sums[17] = last;
        if (left == 0) {
            sums[0] = 0f;
        }
        for (int k = Math.max(inWidth - left + 1, 0); k < 18; k++) {
            sums[k] = 0f;
        }
        int from = 1 - padding;
        Float8 sum = new Float8(
                ofThree(sums, from),
                ofThree(sums, from + 2),
                ofThree(sums, from + 4),
                ofThree(sums, from + 6),
                ofThree(sums, from + 8),
                ofThree(sums, from + 10),
                ofThree(sums, from + 12),
                ofThree(sums, from + 14));
        Float8 mean = Float8.mult(sum, Lanes.splat(1f / 9));
        Planes.storeRow(
                y, image * planes + firstPlane + channel, row, column, mean, Planes.floor(relu), height, width, 0);
    }

    private static float ofThree(float[] from, int k) {
        return from[k] + from[k + 1] + from[k + 2];
    }
}

package riffle.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.vectors.Float8;

/**
 * Max pooling; windows are cut at the edges of the plane, so that padding never wins.
 *
 * <p>Work-items: x = output column or block of 8 of them, y = output row, z = image and channel.
 */
public final class MaxPoolKernel {

    private MaxPoolKernel() {}

    /** y = the largest element of each window. */
    public static void maxPool(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
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
                shape.get(8));
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
            int height,
            int width,
            int border) {
        int column = context.globalIdx;
        int row = context.globalIdy;
        int plane = context.globalIdz;
        int top = row * stride - padding;
        int left = column * stride - padding;
        int bottom = Math.min(top + kernelHeight, inHeight);
        int right = Math.min(left + kernelWidth, inWidth);
        int firstRow = Math.max(top, 0);
        int firstColumn = Math.max(left, 0);
        float largest = -Float.MAX_VALUE;
        for (int i = firstRow; i < bottom; i++) {
            for (int j = firstColumn; j < right; j++) {
                largest = Math.max(largest, x.get((plane * inHeight + i) * inWidth + j));
            }
        }
        Planes.keepBorder(y, column, row, plane, border);
        y.set(Planes.at(plane, row, column, height, width, border), largest);
    }

    /**
     * The same for windows of 3x3, a stride of 2 and a padding of 0 or 1, 8 neighbouring pixels of a row at a time: first
     * the largest of each column, as vectors, then the largest of three columns.
     */
    public static void maxPool3x3(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        body3x3(context, x, y, shape.get(0), shape.get(1), shape.get(5), shape.get(6), shape.get(7), shape.get(8));
    }

    private static void body3x3(
            KernelContext context,
            FloatArray x,
            FloatArray y,
            int inHeight,
            int inWidth,
            int padding,
            int height,
            int width,
            int border) {
        int column = context.globalIdx * Lanes.COUNT;
        int row = context.globalIdy;
        int plane = context.globalIdz;
        int top = row * 2 - padding;
        int bottom = Math.min(top + 3, inHeight);
        int firstRow = Math.max(top, 0);
        int left = column * 2;
        int before = Math.max(left - 1, 0);
        int behind = Math.min(left + 16, inWidth - 1);
        int in = (plane * inHeight + firstRow) * inWidth;
        float lowest = -Float.MAX_VALUE;
        Float8 low = Lanes.splat(lowest);
        Float8 high = low;
        float first = lowest;
        float last = lowest;
        for (int i = firstRow; i < bottom; i++) {
            low = Lanes.max(low, Lanes.load(x, in + left));
            high = Lanes.max(high, Lanes.load(x, in + left + 8));
            first = Math.max(first, x.get(in + before));
            last = Math.max(last, x.get(in + behind));
            in = in + inWidth;
        }

        // column left - 1 + k of the plane is element k; those outside count as the lowest
        float[] largest = new float[18];
        largest[0] = first;
        Lanes.put(largest, 1, low);
        Lanes.put(largest, 9, high);
        largest[17] = last;
        if (left == 0) {
            largest[0] = lowest;
        }
        for (int k = Math.max(inWidth - left + 1, 0); k < 18; k++) {
            largest[k] = lowest;
        }
        int from = 1 - padding;
        Float8 value = new Float8(
                ofThree(largest, from),
                ofThree(largest, from + 2),
                ofThree(largest, from + 4),
                ofThree(largest, from + 6),
                ofThree(largest, from + 8),
                ofThree(largest, from + 10),
                ofThree(largest, from + 12),
                ofThree(largest, from + 14));
        Planes.keepBorder(y, column, row, plane, border);
        Planes.storeRow(y, plane, row, column, value, lowest, height, width, border);
    }

    private static float ofThree(float[] from, int k) {
        return Math.max(Math.max(from[k], from[k + 1]), from[k + 2]);
    }
}

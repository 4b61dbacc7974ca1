package riffle.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Max pooling; windows are cut at the edges of the plane, so that padding never wins.
 *
 * <p>Work-items: x = output column, y = output row, z = image and channel.
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
}

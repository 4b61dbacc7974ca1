package riffle.kernel.pool;

import riffle.kernel.Planes;
import riffle.kernel.Taps;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Pooling with any window, steps, dilations and padding. Windows are cut at the edges of the plane, so that padding
 * never wins; what lies beyond the padding never counts in a mean.
 *
 * <p>Work-items: x = column, y = row, z = image and channel.
 */
public final class GeneralPoolKernel {

    private static final int MAX = 0;
    private static final int MEAN_WITH_PADDING = 2;

    private GeneralPoolKernel() {}

    /** y = the largest element of each window, or its mean without or with padding, as {@code kind} says. */
    public static void generalPool(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
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
        int bottom = shape.get(10);
        int right = shape.get(11);
        int kind = shape.get(12);
        int height = shape.get(13);
        int width = shape.get(14);
        int border = shape.get(15);
        int column = context.globalIdx;
        int row = context.globalIdy;
        int plane = context.globalIdz;
        int fromRow = row * strideHeight - top;
        int fromColumn = column * strideWidth - left;
        int firstRow = Taps.first(fromRow, dilationHeight);
        int endRow = Taps.end(fromRow, dilationHeight, kernelHeight, inHeight);
        int firstColumn = Taps.first(fromColumn, dilationWidth);
        int endColumn = Taps.end(fromColumn, dilationWidth, kernelWidth, inWidth);
        float largest = Float.NEGATIVE_INFINITY;
        float sum = 0f;
        for (int i = firstRow; i < endRow; i++) {
            int in = (plane * inHeight + fromRow + i * dilationHeight) * inWidth + fromColumn;
            for (int j = firstColumn; j < endColumn; j++) {
                float v = x.get(in + j * dilationWidth);
                largest = Math.max(largest, v);
                sum = sum + v;
            }
        }
        int rows = endRow - firstRow;
        int columns = endColumn - firstColumn;
        if (kind == MEAN_WITH_PADDING) {
            rows = Taps.end(fromRow, dilationHeight, kernelHeight, inHeight + bottom);
            columns = Taps.end(fromColumn, dilationWidth, kernelWidth, inWidth + right);
        }
        float result = sum / (rows * columns);
        if (kind == MAX) {
            result = largest;
        }
        Planes.keepBorder(y, column, row, plane, border);
        y.set(Planes.at(plane, row, column, height, width, border), result);
    }
}

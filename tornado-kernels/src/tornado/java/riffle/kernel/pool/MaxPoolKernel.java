package riffle.kernel.pool;

import riffle.kernel.Planes;
import riffle.kernel.vector.Vector16;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Max pooling; windows are cut at the edges of the plane, so that padding never wins.
 *
 * <p>Work-items: x = output column, y = output row, z = image and channel.
 */
public final class MaxPoolKernel {

    private static final int SEGMENT = 112;

    /** Columns that a segment needs, and room for the last vector. */
    private static final int LINE = 2 * SEGMENT + Vector16.COUNT;

    private MaxPoolKernel() {}

    /** y = the largest element of each window. */
    public static void maxPool(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        int inHeight = shape.get(0);
        int inWidth = shape.get(1);
        int kernelHeight = shape.get(2);
        int kernelWidth = shape.get(3);
        int stride = shape.get(4);
        int padding = shape.get(5);
        int height = shape.get(6);
        int width = shape.get(7);
        int border = shape.get(8);
        int column = context.globalIdx;
        int row = context.globalIdy;
        int plane = context.globalIdz;
        int top = row * stride - padding;
        int left = column * stride - padding;
        int bottom = Math.min(top + kernelHeight, inHeight);
        int right = Math.min(left + kernelWidth, inWidth);
        int firstRow = Math.max(top, 0);
        int firstColumn = Math.max(left, 0);
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = firstRow; i < bottom; i++) {
            for (int j = firstColumn; j < right; j++) {
                largest = Math.max(largest, x.get((plane * inHeight + i) * inWidth + j));
            }
        }
        Planes.keepBorder(y, column, row, plane, border);
        y.set(Planes.at(plane, row, column, height, width, border), largest);
    }

    /**
     * The same for windows of 3x3, a stride of 2 and a padding of 0 or 1. A work-item takes up to 112 columns of a
     * plane, row by row: it copies the three rows of the windows to private memory, where the compiler sees that even
     * and odd columns lie side by side.
     *
     * <p>Work-items: x = segment of 112 columns, z = image and channel.
     */
    public static void maxPool3x3(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        int inHeight = shape.get(0);
        int inWidth = shape.get(1);
        int padding = shape.get(5);
        int height = shape.get(6);
        int width = shape.get(7);
        int border = shape.get(8);
        int start = context.globalIdx * SEGMENT;
        int plane = context.globalIdz;
        int count = Math.min(width - start, SEGMENT);
        int left = 2 * start - padding;
        int first = Math.max(left, 0);
        int last = Math.min(left + 2 * count, inWidth - 1);
        int in = plane * inHeight * inWidth;
        Planes.keepBorder(y, start, 0, plane, border);

        float[] rows = new float[3 * LINE];
        float[] largest = new float[SEGMENT + Vector16.COUNT];
        float[] even = new float[SEGMENT + Vector16.COUNT];
        float[] odd = new float[SEGMENT + Vector16.COUNT];
        int columns = 2 * count + 1;
        for (int k = 0; k < 3 * LINE; k++) {
            rows[k] = Float.NEGATIVE_INFINITY;
        }
        for (int row = 0; row < height; row++) {
            int bottom = inHeight - 1;
            int top = 2 * row - padding;
            // a row beyond the plane counts as its neighbour, which is in the window too
            copy(x, in + Math.min(Math.max(top, 0), bottom) * inWidth, first, last, rows, first - left);
            copy(x, in + Math.min(top + 1, bottom) * inWidth, first, last, rows, first - left + LINE);
            copy(x, in + Math.min(top + 2, bottom) * inWidth, first, last, rows, first - left + 2 * LINE);
            for (int k = 0; k < columns; k++) {
                rows[k] = Math.max(Math.max(rows[k], rows[k + LINE]), rows[k + 2 * LINE]);
            }
            for (int k = 0; k < count; k++) {
                even[k] = rows[2 * k];
                odd[k] = rows[2 * k + 1];
            }
            even[count] = rows[2 * count];
            for (int k = 0; k < count; k++) {
                largest[k] = Math.max(Math.max(even[k], odd[k]), even[k + 1]);
            }
            int to = Planes.at(plane, row, start, height, width, border);
            for (int next = 0; next < count; next = next + Vector16.COUNT) {
                int pixel = Math.max(Math.min(next, count - Vector16.COUNT), 0);
                if (count < Vector16.COUNT) {
                    Vector16.storeFirst(y, to, Vector16.take(largest, 0), count);
                } else {
                    Vector16.store(y, to + pixel, Vector16.take(largest, pixel));
                }
            }
        }
    }

    /** Copies columns first to last of a row to private memory. */
    private static void copy(FloatArray x, int row, int first, int last, float[] to, int at) {
        int columns = last + 1 - first;
        int vectors = columns / Vector16.COUNT * Vector16.COUNT;
        for (int k = 0; k < vectors; k = k + Vector16.COUNT) {
            Vector16.put(to, at + k, Vector16.load(x, row + first + k));
        }
        for (int k = vectors; k < columns; k++) {
            to[at + k] = x.get(row + first + k);
        }
    }
}

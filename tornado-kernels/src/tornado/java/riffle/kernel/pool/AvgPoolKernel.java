package riffle.kernel.pool;

import riffle.kernel.Planes;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Average pooling; windows are cut at the edges of the plane and divided by their full size, so that padding counts as
 * zeros.
 *
 * <p>Work-items: x = output column, y = output row, z = image and channel.
 */
public final class AvgPoolKernel {

    private AvgPoolKernel() {}

    /** y = the mean of each window, rectified and put at a channel offset where the plan folded those in. */
    public static void avgPool(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        int inHeight = shape.get(0);
        int inWidth = shape.get(1);
        int kernelHeight = shape.get(2);
        int kernelWidth = shape.get(3);
        int stride = shape.get(4);
        int padding = shape.get(5);
        int channels = shape.get(6);
        int height = shape.get(7);
        int width = shape.get(8);
        int relu = shape.get(9);
        int planes = shape.get(10);
        int firstPlane = shape.get(11);
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
}

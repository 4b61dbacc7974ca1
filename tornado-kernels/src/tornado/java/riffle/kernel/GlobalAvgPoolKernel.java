package riffle.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Global average pooling.
 *
 * <p>Work-items: x = image and channel.
 */
public final class GlobalAvgPoolKernel {

    private GlobalAvgPoolKernel() {}

    /** y[plane] = the mean of the plane's pixels. */
    public static void globalAvgPool(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        body(context, x, y, shape.get(0));
    }

    private static void body(KernelContext context, FloatArray x, FloatArray y, int pixels) {
        int plane = context.globalIdx;
        float sum = 0f;
        for (int i = 0; i < pixels; i++) {
            sum = sum + x.get(plane * pixels + i);
        }
        y.set(plane, sum / pixels);
    }
}

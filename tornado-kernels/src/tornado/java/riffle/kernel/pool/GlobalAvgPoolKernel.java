package riffle.kernel.pool;

import riffle.kernel.vector.Vector16;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * Global average pooling, 16 pixels of a plane at a time.
 *
 * <p>Work-items: x = image and channel.
 */
public final class GlobalAvgPoolKernel {

    private GlobalAvgPoolKernel() {}

    /** y[plane] = the mean of the plane's pixels. */
    public static void globalAvgPool(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        int pixels = shape.get(0);
        int plane = context.globalIdx;
        int in = plane * pixels;
        int vectors = pixels / Vector16.COUNT * Vector16.COUNT;
        Float16 sums = Vector16.splat(0f);
        for (int i = 0; i < vectors; i = i + Vector16.COUNT) {
            sums = Float16.add(sums, Vector16.load(x, in + i));
        }
        float sum = Vector16.sum(sums);
        for (int i = vectors; i < pixels; i++) {
            sum = sum + x.get(in + i);
        }
        y.set(plane, sum / pixels);
    }
}

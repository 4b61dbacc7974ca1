package riffle.kernel.elementwise;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Batch normalisation with mean and variance folded to one factor and one summand a channel.
 *
 * <p>Work-items: x = pixel, y = channel, z = image.
 */
public final class BatchNormKernel {

    private BatchNormKernel() {}

    /** y[c] = scale[c] x[c] + shift[c]. */
    public static void batchNorm(
            KernelContext context, IntArray shape, FloatArray x, FloatArray scale, FloatArray shift, FloatArray y) {
        int pixels = shape.get(0);
        int channels = shape.get(1);
        int channel = context.globalIdy;
        int i = (context.globalIdz * channels + channel) * pixels + context.globalIdx;
        y.set(i, x.get(i) * scale.get(channel) + shift.get(channel));
    }
}

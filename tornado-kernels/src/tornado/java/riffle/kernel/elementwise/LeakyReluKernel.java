package riffle.kernel.elementwise;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Rectifier with a slope for what is negative, one a channel.
 *
 * <p>Work-items: x = pixel, y = channel, z = image.
 */
public final class LeakyReluKernel {

    private LeakyReluKernel() {}

    /** y[c] = slope[c] x[c] where x[c] is negative, else x[c], whatever the slope. */
    public static void leakyRelu(KernelContext context, IntArray shape, FloatArray x, FloatArray slope, FloatArray y) {
        int pixels = shape.get(0);
        int channels = shape.get(1);
        int channel = context.globalIdy;
        int i = (context.globalIdz * channels + channel) * pixels + context.globalIdx;
        float value = x.get(i);
        float below = slope.get(channel);
        float factor = 1f;
        if (value < 0f) {
            factor = below;
        }
        y.set(i, factor * value);
    }
}

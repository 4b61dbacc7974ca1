package riffle.kernel.elementwise;

import riffle.kernel.Planes;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Channel shuffle.
 *
 * <p>Work-items: x = pixel, y = input channel, z = image.
 */
public final class ChannelShuffleKernel {

    private ChannelShuffleKernel() {}

    /** Input channel i n + j becomes output channel j groups + i, n = channels / groups (paper, section 3.1). */
    public static void channelShuffle(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        int pixels = shape.get(0);
        int channels = shape.get(1);
        int groups = shape.get(2);
        int pixel = context.globalIdx;
        int channel = context.globalIdy;
        int first = context.globalIdz * channels;
        int to = first + Planes.shuffled(channel, channels, groups);
        y.set(to * pixels + pixel, x.get((first + channel) * pixels + pixel));
    }
}

package riffle.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Local response normalisation across channels.
 *
 * <p>Work-items: x = pixel, y = channel, z = image.
 */
public final class LocalResponseNormKernel {

    private LocalResponseNormKernel() {}

    /** y = x / (k + a s)^beta, s the sum of squares of the channels around; coefficients: a = alpha / size, beta, k. */
    public static void localResponseNorm(
            KernelContext context, IntArray shape, FloatArray x, FloatArray coefficients, FloatArray y) {
        body(context, x, coefficients, y, shape.get(0), shape.get(1), shape.get(2));
    }

    private static void body(
            KernelContext context,
            FloatArray x,
            FloatArray coefficients,
            FloatArray y,
            int pixels,
            int channels,
            int size) {
        int pixel = context.globalIdx;
        int channel = context.globalIdy;
        int first = context.globalIdz * channels;
        int from = Math.max(channel - size / 2, 0);
        int to = Math.min(channel - size / 2 + size, channels);
        float squares = 0f;
        for (int c = from; c < to; c++) {
            float v = x.get((first + c) * pixels + pixel);
            squares = squares + v * v;
        }
        float base = coefficients.get(2) + coefficients.get(0) * squares;
        int i = (first + channel) * pixels + pixel;
        y.set(i, x.get(i) * TornadoMath.exp(-coefficients.get(1) * TornadoMath.log(base)));
    }
}

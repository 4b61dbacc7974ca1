package riffle.kernel.normalisation;

import riffle.kernel.vector.Vector16;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * Local response normalisation across channels. A work-item computes 16 neighbouring pixels of a channel.
 *
 * <p>Work-items: x = block of 16 pixels, y = channel, z = image.
 */
public final class LocalResponseNormKernel {

    private LocalResponseNormKernel() {}

    /**
     * y = x / (k + a s)^beta, s the sum of squares of the channels around; coefficients: a = alpha / size, beta, k. For
     * a beta of 3/4 the power is made of roots.
     */
    public static void localResponseNorm(
            KernelContext context, IntArray shape, FloatArray x, FloatArray coefficients, FloatArray y) {
        int pixels = shape.get(0);
        int channels = shape.get(1);
        int size = shape.get(2);
        int pixel = context.globalIdx * Vector16.COUNT;
        int channel = context.globalIdy;
        int first = context.globalIdz * channels;
        int from = Math.max(channel - size / 2, 0);
        int to = Math.min(channel - size / 2 + size, channels);
        Float16 squares = Vector16.splat(0f);
        int in = (first + from) * pixels + pixel;
        for (int c = from; c < to; c++) {
            Float16 v = Vector16.load(x, in);
            squares = Vector16.multiplyAdd(squares, v, v);
            in = in + pixels;
        }
        Float16 base =
                Vector16.multiplyAdd(Vector16.splat(coefficients.get(2)), Vector16.splat(coefficients.get(0)), squares);
        int i = (first + channel) * pixels + pixel;
        float beta = coefficients.get(1);
        if (beta == 0.75f) {
            Float16 root = Vector16.sqrt(base);
            Float16 power = Float16.mult(root, Vector16.sqrt(root));
            Vector16.store(y, i, Float16.div(Vector16.load(x, i), power), pixels - pixel);
        } else {
            float[] bases = new float[Vector16.COUNT];
            Vector16.put(bases, 0, base);
            int count = Math.min(pixels - pixel, Vector16.COUNT);
            for (int lane = 0; lane < count; lane++) {
                y.set(i + lane, x.get(i + lane) * TornadoMath.exp(-beta * TornadoMath.log(bases[lane])));
            }
        }
    }
}

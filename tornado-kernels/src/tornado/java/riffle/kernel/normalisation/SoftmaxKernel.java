package riffle.kernel.normalisation;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Softmax and its logarithm, shifted by the largest element so that no exponential overflows.
 *
 * <p>Work-items: x = image.
 */
public final class SoftmaxKernel {

    private SoftmaxKernel() {}

    /** y[c] = exp(x[c]) / sum of exp(x). */
    public static void softmax(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        int features = shape.get(0);
        int first = context.globalIdx * features;
        float largest = largest(x, first, features);
        float sum = exponentials(x, first, features, largest);
        for (int c = 0; c < features; c++) {
            y.set(first + c, TornadoMath.exp(x.get(first + c) - largest) / sum);
        }
    }

    /** y[c] = x[c] - log(sum of exp(x)). */
    public static void logSoftmax(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        int features = shape.get(0);
        int first = context.globalIdx * features;
        float largest = largest(x, first, features);
        float log = TornadoMath.log(exponentials(x, first, features, largest));
        for (int c = 0; c < features; c++) {
            y.set(first + c, x.get(first + c) - largest - log);
        }
    }

    private static float largest(FloatArray x, int first, int features) {
        float largest = x.get(first);
        for (int c = 1; c < features; c++) {
            largest = Math.max(largest, x.get(first + c));
        }
        return largest;
    }

    private static float exponentials(FloatArray x, int first, int features, float largest) {
        float sum = 0f;
        for (int c = 0; c < features; c++) {
            sum = sum + TornadoMath.exp(x.get(first + c) - largest);
        }
        return sum;
    }
}

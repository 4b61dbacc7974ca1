package riffle.kernel.elementwise;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/**
 * Logistic function.
 *
 * <p>Work-items: x = element.
 */
public final class SigmoidKernel {

    private SigmoidKernel() {}

    /** y = 1 / (1 + exp(-x)); where the exponential overflows it is infinity, and y 0. */
    public static void sigmoid(KernelContext context, FloatArray x, FloatArray y) {
        int i = context.globalIdx;
        y.set(i, 1f / (1f + TornadoMath.exp(-x.get(i))));
    }
}

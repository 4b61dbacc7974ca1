package riffle.kernel.elementwise;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/**
 * Rectifier.
 *
 * <p>Work-items: x = element.
 */
public final class ReluKernel {

    private ReluKernel() {}

    /** y = max(x, 0). */
    public static void relu(KernelContext context, FloatArray x, FloatArray y) {
        int i = context.globalIdx;
        y.set(i, Math.max(x.get(i), 0f));
    }
}

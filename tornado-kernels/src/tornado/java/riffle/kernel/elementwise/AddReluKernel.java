package riffle.kernel.elementwise;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/**
 * Element-wise addition and rectifier.
 *
 * <p>Work-items: x = element.
 */
public final class AddReluKernel {

    private AddReluKernel() {}

    /** y = max(first + second, 0). */
    public static void addRelu(KernelContext context, FloatArray first, FloatArray second, FloatArray y) {
        int i = context.globalIdx;
        y.set(i, Math.max(first.get(i) + second.get(i), 0f));
    }
}

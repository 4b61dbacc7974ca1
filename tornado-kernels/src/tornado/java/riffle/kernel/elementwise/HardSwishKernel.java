package riffle.kernel.elementwise;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/**
 * Hard swish.
 *
 * <p>Work-items: x = element.
 */
public final class HardSwishKernel {

    private HardSwishKernel() {}

    /**
     * y = x min(max(x + 3, 0), 6) / 6. The minimum is written as a maximum: what {@code fmin} means in captured sources
     * is not Java's minimum (docs/decisions/0028-nan-and-infinity.md).
     */
    public static void hardSwish(KernelContext context, FloatArray x, FloatArray y) {
        int i = context.globalIdx;
        float value = x.get(i);
        float gate = -Math.max(-Math.max(value + 3f, 0f), -6f);
        y.set(i, value * gate / 6f);
    }
}

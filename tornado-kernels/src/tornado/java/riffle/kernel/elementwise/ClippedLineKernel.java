package riffle.kernel.elementwise;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/**
 * A line between two bounds: clip and hard sigmoid.
 *
 * <p>Work-items: x = element.
 */
public final class ClippedLineKernel {

    private ClippedLineKernel() {}

    /**
     * y = min(max(a x + b, low), high); coefficients: a, b, low, high. The minimum is written as a maximum: what
     * {@code fmin} means in captured sources is not Java's minimum (docs/decisions/0028-nan-and-infinity.md).
     */
    public static void clippedLine(KernelContext context, FloatArray x, FloatArray coefficients, FloatArray y) {
        int i = context.globalIdx;
        float line = coefficients.get(0) * x.get(i) + coefficients.get(1);
        float raised = Math.max(line, coefficients.get(2));
        y.set(i, -Math.max(-raised, -coefficients.get(3)));
    }
}

package riffle.kernel.elementwise;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Neighbouring channels of each image.
 *
 * <p>Work-items: x = element of one image of the output, y = image.
 */
public final class SliceKernel {

    private SliceKernel() {}

    /** y[n] = x[n] from an element on. */
    public static void sliceChannels(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        int inSize = shape.get(0);
        int size = shape.get(1);
        int first = shape.get(2);
        int element = context.globalIdx;
        int image = context.globalIdy;
        y.set(image * size + element, x.get(image * inSize + first + element));
    }
}

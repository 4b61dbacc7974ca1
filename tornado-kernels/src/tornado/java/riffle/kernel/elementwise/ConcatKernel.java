package riffle.kernel.elementwise;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Channel concatenation: each image's channels of the first input, then those of the second.
 *
 * <p>Work-items: x = element of one image of the output, y = image.
 */
public final class ConcatKernel {

    private ConcatKernel() {}

    /** y[n] = first[n], then second[n]; shape: elements of one image in each. */
    public static void concatChannels(
            KernelContext context, IntArray shape, FloatArray first, FloatArray second, FloatArray y) {
        int firstSize = shape.get(0);
        int secondSize = shape.get(1);
        int i = context.globalIdx;
        int image = context.globalIdy;
        int to = image * (firstSize + secondSize) + i;
        if (i < firstSize) {
            y.set(to, first.get(image * firstSize + i));
        } else {
            y.set(to, second.get(image * secondSize + i - firstSize));
        }
    }
}

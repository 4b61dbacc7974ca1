package riffle.kernel.elementwise;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Sums and products of two tensors.
 *
 * <p>Work-items: of tensors of one shape, x = element; with broadcast, x = column, y = row, z = plane of the result.
 */
public final class ArithmeticKernel {

    private ArithmeticKernel() {}

    /** y = first + second. */
    public static void addArrays(KernelContext context, FloatArray first, FloatArray second, FloatArray y) {
        int i = context.globalIdx;
        y.set(i, first.get(i) + second.get(i));
    }

    /** y = first second. */
    public static void multiplyArrays(KernelContext context, FloatArray first, FloatArray second, FloatArray y) {
        int i = context.globalIdx;
        y.set(i, first.get(i) * second.get(i));
    }

    /** The sum where an operand has one image, channel, row or column for all: its step along that axis is 0. */
    public static void addBroadcast(
            KernelContext context, IntArray shape, FloatArray first, FloatArray second, FloatArray y) {
        broadcast(context, shape, first, second, y, false);
    }

    /** The product in the same way. */
    public static void multiplyBroadcast(
            KernelContext context, IntArray shape, FloatArray first, FloatArray second, FloatArray y) {
        broadcast(context, shape, first, second, y, true);
    }

    private static void broadcast(
            KernelContext context, IntArray shape, FloatArray first, FloatArray second, FloatArray y, boolean product) {
        int channels = shape.get(0);
        int height = shape.get(1);
        int width = shape.get(2);
        int firstImage = shape.get(3);
        int firstChannel = shape.get(4);
        int firstRow = shape.get(5);
        int firstColumn = shape.get(6);
        int secondImage = shape.get(7);
        int secondChannel = shape.get(8);
        int secondRow = shape.get(9);
        int secondColumn = shape.get(10);
        int column = context.globalIdx;
        int row = context.globalIdy;
        int plane = context.globalIdz;
        int image = plane / channels;
        int channel = plane - image * channels;
        float a = first.get(image * firstImage + channel * firstChannel + row * firstRow + column * firstColumn);
        float b = second.get(image * secondImage + channel * secondChannel + row * secondRow + column * secondColumn);
        y.set((plane * height + row) * width + column, product ? a * b : a + b);
    }
}

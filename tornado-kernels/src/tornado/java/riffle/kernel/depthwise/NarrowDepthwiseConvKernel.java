package riffle.kernel.depthwise;

import riffle.kernel.Planes;
import riffle.kernel.vector.Vector4;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.vectors.Float4;

/**
 * Depthwise convolution with any window over planes whose border is the padding, for many small work-items: each
 * computes 4 neighbouring pixels of a row. Weights come as [channel][window].
 *
 * <p>Work-items: x = 4 pixels of a row, row, channel, image, the first of them fastest; those beyond the last image do
 * nothing.
 */
public final class NarrowDepthwiseConvKernel {

    private NarrowDepthwiseConvKernel() {}

    /**
     * y[c] = w[c] * x[c] + b[c], rectified, shuffled and put at a channel offset where the plan folded those in, any
     * stride.
     */
    public static void narrowDepthwiseConv(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(context, shape, x, weight, bias, y, false);
    }

    /** The same for stride 1, where the 4 pixels lie side by side. */
    public static void narrowDepthwiseConvStride1(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(context, shape, x, weight, bias, y, true);
    }

    private static void body(
            KernelContext context,
            IntArray shape,
            FloatArray x,
            FloatArray weight,
            FloatArray bias,
            FloatArray y,
            boolean sideBySide) {
        int images = shape.get(0);
        int inHeight = shape.get(1);
        int inWidth = shape.get(2);
        int kernelHeight = shape.get(3);
        int kernelWidth = shape.get(4);
        int stride = sideBySide ? 1 : shape.get(5);
        int channels = shape.get(6);
        int height = shape.get(7);
        int width = shape.get(8);
        int relu = shape.get(9);
        int shuffleGroups = shape.get(10);
        int planes = shape.get(11);
        int firstPlane = shape.get(12);
        int border = shape.get(13);
        int item = context.globalIdx;
        int vectors = (width + Vector4.COUNT - 1) / Vector4.COUNT;
        int line = item / vectors;
        int column = (item - line * vectors) * Vector4.COUNT;
        int plane = line / height;
        int row = line - plane * height;
        int image = plane / channels;
        int channel = plane - image * channels;
        if (image < images) {
            int in = (plane * inHeight + row * stride) * inWidth + column * stride;
            int w = channel * kernelHeight * kernelWidth;
            Float4 sum = Vector4.splat(bias.get(channel));
            for (int i = 0; i < kernelHeight; i++) {
                for (int j = 0; j < kernelWidth; j++) {
                    sum = Vector4.multiplyAdd(sum, Vector4.load(x, in + j, stride), weight.get(w));
                    w = w + 1;
                }
                in = in + inWidth;
            }
            Planes.keepBorder(y, item, 0, 0, border);
            int to = image * planes + firstPlane + Planes.shuffled(channel, channels, shuffleGroups);
            Vector4.store(
                    y, Planes.at(to, row, column, height, width, border), sum, Planes.floor(relu), width - column);
        }
    }
}

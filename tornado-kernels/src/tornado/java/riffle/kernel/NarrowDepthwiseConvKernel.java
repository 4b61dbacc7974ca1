package riffle.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.vectors.Float4;

/**
 * Depthwise convolution with any window over planes whose border is the padding, for many small work-items: each computes 4 neighbouring
 * pixels of a row. Weights come as [channel][window].
 *
 * <p>Work-items: x = 4 pixels of a row, row, channel, image, the first of them fastest; those beyond the last image do nothing.
 */
public final class NarrowDepthwiseConvKernel {

    private NarrowDepthwiseConvKernel() {}

    /** y[c] = w[c] * x[c] + b[c], rectified, shuffled and put at a channel offset where the plan folded those in, any stride. */
    public static void narrowDepthwiseConv(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(
                context,
                x,
                weight,
                bias,
                y,
                shape.get(0),
                shape.get(1),
                shape.get(2),
                shape.get(3),
                shape.get(4),
                shape.get(5),
                shape.get(6),
                shape.get(7),
                shape.get(8),
                shape.get(9),
                shape.get(10),
                shape.get(11),
                shape.get(12),
                shape.get(13));
    }

    /** The same for stride 1, where the 4 pixels lie side by side. */
    public static void narrowDepthwiseConvStride1(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(
                context,
                x,
                weight,
                bias,
                y,
                shape.get(0),
                shape.get(1),
                shape.get(2),
                shape.get(3),
                shape.get(4),
                1,
                shape.get(6),
                shape.get(7),
                shape.get(8),
                shape.get(9),
                shape.get(10),
                shape.get(11),
                shape.get(12),
                shape.get(13));
    }

    private static void body(
            KernelContext context,
            FloatArray x,
            FloatArray weight,
            FloatArray bias,
            FloatArray y,
            int images,
            int inHeight,
            int inWidth,
            int kernelHeight,
            int kernelWidth,
            int stride,
            int channels,
            int height,
            int width,
            int relu,
            int shuffleGroups,
            int planes,
            int firstPlane,
            int border) {
        int item = context.globalIdx;
        int vectors = (width + Narrow.COUNT - 1) / Narrow.COUNT;
        int line = item / vectors;
        int column = (item - line * vectors) * Narrow.COUNT;
        int plane = line / height;
        int row = line - plane * height;
        int image = plane / channels;
        int channel = plane - image * channels;
        if (image < images) {
            int in = (plane * inHeight + row * stride) * inWidth + column * stride;
            int w = channel * kernelHeight * kernelWidth;
            Float4 sum = Narrow.splat(bias.get(channel));
            for (int i = 0; i < kernelHeight; i++) {
                for (int j = 0; j < kernelWidth; j++) {
                    sum = Narrow.multiplyAdd(sum, Narrow.load(x, in + j, stride), weight.get(w));
                    w = w + 1;
                }
                in = in + inWidth;
            }
            Planes.keepBorder(y, item, 0, 0, border);
            int to = image * planes + firstPlane + Planes.shuffled(channel, channels, shuffleGroups);
            Narrow.store(y, Planes.at(to, row, column, height, width, border), sum, Planes.floor(relu), width - column);
        }
    }
}

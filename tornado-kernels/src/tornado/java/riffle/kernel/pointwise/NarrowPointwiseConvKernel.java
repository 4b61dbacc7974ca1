package riffle.kernel.pointwise;

import riffle.kernel.Planes;
import riffle.kernel.vector.Vector4;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.vectors.Float4;

/**
 * Pointwise (1x1) group convolution for many small work-items: each computes 4 neighbouring pixels of a row for 8
 * output channels, 32 sums in registers. Weights are packed as for {@link PointwiseConvKernel}: [block of 8 output
 * channels][input channel of the group][8], groups padded to whole blocks with zeros; biases as [block][8].
 *
 * <p>Work-items: x = 4 pixels of a row, row, block of output channels, image, the first of them fastest, so that
 * neighbours read neighbouring pixels and the same weights; those beyond the last image do nothing.
 */
public final class NarrowPointwiseConvKernel {

    private NarrowPointwiseConvKernel() {}

    /** y = W x + b, rectified, shuffled and put at a channel offset where the plan folded those in. */
    public static void narrowPointwiseConv(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(context, shape, x, weight, bias, x, y, false);
    }

    /** The same with a residual, dense, of y's shape added before the rectifier: the end of a stride-1 unit. */
    public static void narrowPointwiseConvAdd(
            KernelContext context,
            IntArray shape,
            FloatArray x,
            FloatArray weight,
            FloatArray bias,
            FloatArray residual,
            FloatArray y) {
        body(context, shape, x, weight, bias, residual, y, true);
    }

    private static void body(
            KernelContext context,
            IntArray shape,
            FloatArray x,
            FloatArray weight,
            FloatArray bias,
            FloatArray residual,
            FloatArray y,
            boolean add) {
        int images = shape.get(0);
        int height = shape.get(1);
        int width = shape.get(2);
        int groups = shape.get(3);
        int channelsPerGroup = shape.get(4);
        int outPerGroup = shape.get(5);
        int relu = shape.get(6);
        int shuffleGroups = shape.get(7);
        int planes = shape.get(8);
        int firstPlane = shape.get(9);
        int border = shape.get(10);

        int item = context.globalIdx;
        int vectors = (width + Vector4.COUNT - 1) / Vector4.COUNT;
        int line = item / vectors;
        int column = (item - line * vectors) * Vector4.COUNT;
        int z = line / height;
        int row = line - z * height;
        int blocksPerGroup = (outPerGroup + 7) / 8;
        int blocks = groups * blocksPerGroup;
        int image = z / blocks;
        int block = z - image * blocks;
        if (image < images) {
            int group = block / blocksPerGroup;
            int first = (block - group * blocksPerGroup) * 8;
            int channel = group * outPerGroup + first;
            int channels = groups * outPerGroup;
            int pixels = height * width;
            int pixel = row * width + column;
            Float4 a0 = Vector4.splat(bias.get(block * 8));
            Float4 a1 = Vector4.splat(bias.get(block * 8 + 1));
            Float4 a2 = Vector4.splat(bias.get(block * 8 + 2));
            Float4 a3 = Vector4.splat(bias.get(block * 8 + 3));
            Float4 a4 = Vector4.splat(bias.get(block * 8 + 4));
            Float4 a5 = Vector4.splat(bias.get(block * 8 + 5));
            Float4 a6 = Vector4.splat(bias.get(block * 8 + 6));
            Float4 a7 = Vector4.splat(bias.get(block * 8 + 7));
            int i = (image * groups + group) * channelsPerGroup * pixels + pixel;
            int w = block * channelsPerGroup * 8;
            for (int c = 0; c < channelsPerGroup; c++) {
                Float4 v = Vector4.load(x, i, 1);
                a0 = Vector4.multiplyAdd(a0, v, weight.get(w));
                a1 = Vector4.multiplyAdd(a1, v, weight.get(w + 1));
                a2 = Vector4.multiplyAdd(a2, v, weight.get(w + 2));
                a3 = Vector4.multiplyAdd(a3, v, weight.get(w + 3));
                a4 = Vector4.multiplyAdd(a4, v, weight.get(w + 4));
                a5 = Vector4.multiplyAdd(a5, v, weight.get(w + 5));
                a6 = Vector4.multiplyAdd(a6, v, weight.get(w + 6));
                a7 = Vector4.multiplyAdd(a7, v, weight.get(w + 7));
                i = i + pixels;
                w = w + 8;
            }
            Planes.keepBorder(y, item, 0, 0, border);
            Tile4x8.store(
                    a0,
                    a1,
                    a2,
                    a3,
                    a4,
                    a5,
                    a6,
                    a7,
                    y,
                    Planes.at(image * planes + firstPlane, row, column, height, width, border),
                    (height + 2 * border) * (width + 2 * border),
                    Planes.shuffled(channel, channels, shuffleGroups),
                    shuffleGroups,
                    channels,
                    outPerGroup - first,
                    residual,
                    (image * channels + channel) * pixels + pixel,
                    pixels,
                    add,
                    Planes.floor(relu),
                    width - column);
        }
    }
}

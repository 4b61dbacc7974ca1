package riffle.kernel.dense;

import riffle.kernel.Planes;
import riffle.kernel.pointwise.Tile4x8;
import riffle.kernel.vector.Vector4;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.vectors.Float4;

/**
 * Convolution with any window, stride and groups over planes whose border is the padding, for many small work-items:
 * each computes 4 neighbouring pixels of a row for 8 output channels. Weights come packed as [block of 8 output
 * channels][input channel of the group][window][8], groups padded to whole blocks with zeros; biases as [block][8].
 *
 * <p>Work-items: as in {@link riffle.kernel.pointwise.NarrowPointwiseConvKernel}.
 */
public final class NarrowConv2dKernel {

    private NarrowConv2dKernel() {}

    /** y = W * x + b, rectified, shuffled and put at a channel offset where the plan folded those in, any stride. */
    public static void narrowConv2d(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(context, shape, x, weight, bias, y, false);
    }

    /** The same for stride 1, where the 4 pixels lie side by side. */
    public static void narrowConv2dStride1(
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
        int groups = shape.get(6);
        int channelsPerGroup = shape.get(7);
        int outPerGroup = shape.get(8);
        int height = shape.get(9);
        int width = shape.get(10);
        int relu = shape.get(11);
        int shuffleGroups = shape.get(12);
        int planes = shape.get(13);
        int firstPlane = shape.get(14);
        int border = shape.get(15);
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
            Float4 a0 = Vector4.splat(bias.get(block * 8));
            Float4 a1 = Vector4.splat(bias.get(block * 8 + 1));
            Float4 a2 = Vector4.splat(bias.get(block * 8 + 2));
            Float4 a3 = Vector4.splat(bias.get(block * 8 + 3));
            Float4 a4 = Vector4.splat(bias.get(block * 8 + 4));
            Float4 a5 = Vector4.splat(bias.get(block * 8 + 5));
            Float4 a6 = Vector4.splat(bias.get(block * 8 + 6));
            Float4 a7 = Vector4.splat(bias.get(block * 8 + 7));
            int plane =
                    ((image * groups + group) * channelsPerGroup * inHeight + row * stride) * inWidth + column * stride;
            int w = block * channelsPerGroup * kernelHeight * kernelWidth * 8;
            for (int c = 0; c < channelsPerGroup; c++) {
                int in = plane;
                for (int i = 0; i < kernelHeight; i++) {
                    for (int j = 0; j < kernelWidth; j++) {
                        Float4 v = Vector4.load(x, in + j, stride);
                        a0 = Vector4.multiplyAdd(a0, v, weight.get(w));
                        a1 = Vector4.multiplyAdd(a1, v, weight.get(w + 1));
                        a2 = Vector4.multiplyAdd(a2, v, weight.get(w + 2));
                        a3 = Vector4.multiplyAdd(a3, v, weight.get(w + 3));
                        a4 = Vector4.multiplyAdd(a4, v, weight.get(w + 4));
                        a5 = Vector4.multiplyAdd(a5, v, weight.get(w + 5));
                        a6 = Vector4.multiplyAdd(a6, v, weight.get(w + 6));
                        a7 = Vector4.multiplyAdd(a7, v, weight.get(w + 7));
                        w = w + 8;
                    }
                    in = in + inWidth;
                }
                plane = plane + inHeight * inWidth;
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
                    x,
                    0,
                    0,
                    false,
                    Planes.floor(relu),
                    width - column);
        }
    }
}

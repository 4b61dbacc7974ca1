package riffle.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * Convolution with any window, stride and groups over planes whose border is the padding. A work-item computes 7
 * neighbouring pixels of a row for 32 output channels: lanes are channels, so that inputs are read one by one at any
 * stride, and any width of plane fills the vectors. Weights come packed as [block of 32 output channels][input channel of
 * the group][window][32], groups padded to whole blocks with zeros; biases as [block][32].
 *
 * <p>Work-items: x = block of 7 columns, y = row, z = image and block of output channels.
 */
public final class Conv2dKernel {

    private static final int PIXELS = 7;
    private static final int BLOCK = 2 * Wide.COUNT;

    private Conv2dKernel() {}

    /** y = W * x + b, rectified, shuffled and put at a channel offset where the plan folded those in, any stride. */
    public static void conv2d(
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
                shape.get(13),
                shape.get(14));
    }

    /** The same for stride 1, where the 7 pixels have addresses at fixed distances. */
    public static void conv2dStride1(
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
                1,
                shape.get(5),
                shape.get(6),
                shape.get(7),
                shape.get(8),
                shape.get(9),
                shape.get(10),
                shape.get(11),
                shape.get(12),
                shape.get(13),
                shape.get(14));
    }

    private static void body(
            KernelContext context,
            FloatArray x,
            FloatArray weight,
            FloatArray bias,
            FloatArray y,
            int inHeight,
            int inWidth,
            int kernelHeight,
            int kernelWidth,
            int stride,
            int groups,
            int channelsPerGroup,
            int outPerGroup,
            int height,
            int width,
            int relu,
            int shuffleGroups,
            int planes,
            int firstPlane,
            int border) {
        int column = context.globalIdx * PIXELS;
        int row = context.globalIdy;
        int blocksPerGroup = (outPerGroup + BLOCK - 1) / BLOCK;
        int blocks = groups * blocksPerGroup;
        int z = context.globalIdz;
        int image = z / blocks;
        int block = z - image * blocks;
        int group = block / blocksPerGroup;
        int first = (block - group * blocksPerGroup) * BLOCK;
        int channel = group * outPerGroup + first;

        int plane = ((image * groups + group) * channelsPerGroup * inHeight + row * stride) * inWidth + column * stride;
        int w = block * channelsPerGroup * kernelHeight * kernelWidth * BLOCK;
        Float16 biasA = Wide.block(bias, block * 2);
        Float16 biasB = Wide.block(bias, block * 2 + 1);
        Float16 a0 = biasA;
        Float16 b0 = biasB;
        Float16 a1 = biasA;
        Float16 b1 = biasB;
        Float16 a2 = biasA;
        Float16 b2 = biasB;
        Float16 a3 = biasA;
        Float16 b3 = biasB;
        Float16 a4 = biasA;
        Float16 b4 = biasB;
        Float16 a5 = biasA;
        Float16 b5 = biasB;
        Float16 a6 = biasA;
        Float16 b6 = biasB;
        for (int c = 0; c < channelsPerGroup; c++) {
            int in = plane;
            for (int i = 0; i < kernelHeight; i++) {
                for (int j = 0; j < kernelWidth; j++) {
                    Float16 wa = Wide.load(weight, w);
                    Float16 wb = Wide.load(weight, w + Wide.COUNT);
                    w = w + BLOCK;
                    Float16 x0 = Wide.splat(x.get(in + j));
                    a0 = Wide.multiplyAdd(a0, wa, x0);
                    b0 = Wide.multiplyAdd(b0, wb, x0);
                    Float16 x1 = Wide.splat(x.get(in + j + stride));
                    a1 = Wide.multiplyAdd(a1, wa, x1);
                    b1 = Wide.multiplyAdd(b1, wb, x1);
                    Float16 x2 = Wide.splat(x.get(in + j + 2 * stride));
                    a2 = Wide.multiplyAdd(a2, wa, x2);
                    b2 = Wide.multiplyAdd(b2, wb, x2);
                    Float16 x3 = Wide.splat(x.get(in + j + 3 * stride));
                    a3 = Wide.multiplyAdd(a3, wa, x3);
                    b3 = Wide.multiplyAdd(b3, wb, x3);
                    Float16 x4 = Wide.splat(x.get(in + j + 4 * stride));
                    a4 = Wide.multiplyAdd(a4, wa, x4);
                    b4 = Wide.multiplyAdd(b4, wb, x4);
                    Float16 x5 = Wide.splat(x.get(in + j + 5 * stride));
                    a5 = Wide.multiplyAdd(a5, wa, x5);
                    b5 = Wide.multiplyAdd(b5, wb, x5);
                    Float16 x6 = Wide.splat(x.get(in + j + 6 * stride));
                    a6 = Wide.multiplyAdd(a6, wa, x6);
                    b6 = Wide.multiplyAdd(b6, wb, x6);
                }
                in = in + inWidth;
            }
            plane = plane + inHeight * inWidth;
        }

        float[] tile = new float[PIXELS * BLOCK];
        Wide.put(tile, 0, a0);
        Wide.put(tile, Wide.COUNT, b0);
        Wide.put(tile, BLOCK, a1);
        Wide.put(tile, BLOCK + Wide.COUNT, b1);
        Wide.put(tile, 2 * BLOCK, a2);
        Wide.put(tile, 2 * BLOCK + Wide.COUNT, b2);
        Wide.put(tile, 3 * BLOCK, a3);
        Wide.put(tile, 3 * BLOCK + Wide.COUNT, b3);
        Wide.put(tile, 4 * BLOCK, a4);
        Wide.put(tile, 4 * BLOCK + Wide.COUNT, b4);
        Wide.put(tile, 5 * BLOCK, a5);
        Wide.put(tile, 5 * BLOCK + Wide.COUNT, b5);
        Wide.put(tile, 6 * BLOCK, a6);
        Wide.put(tile, 6 * BLOCK + Wide.COUNT, b6);
        Planes.keepBorder(y, column, row, z, border);
        float floor = Planes.floor(relu);
        int channels = groups * outPerGroup;
        int to = image * planes + firstPlane;
        int left = Math.min(outPerGroup - first, BLOCK);
        int pixels = Math.min(width - column, PIXELS);
        for (int k = 0; k < left; k++) {
            int at = Planes.at(
                    to + Planes.shuffled(channel + k, channels, shuffleGroups), row, column, height, width, border);
            for (int p = 0; p < pixels; p++) {
                y.set(at + p, Math.max(tile[p * BLOCK + k], floor));
            }
        }
    }
}

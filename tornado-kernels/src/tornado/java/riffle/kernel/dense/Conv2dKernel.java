package riffle.kernel.dense;

import riffle.kernel.Part;
import riffle.kernel.Planes;
import riffle.kernel.vector.Vector16;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * Convolution with any window, stride and groups over planes whose border is the padding. A work-item computes 7
 * neighbouring pixels of a row for 32 output channels: lanes are channels, so that inputs are read one by one at any
 * stride, and any width of plane fills the vectors. Weights come packed as [block of 32 output channels][input channel
 * of the group][window][32], groups padded to whole blocks with zeros; biases as [block][32].
 *
 * <p>Work-items: x = block of 7 columns, y = row, z = image and block of output channels.
 */
public final class Conv2dKernel {

    private static final int PIXELS = 7;
    private static final int BLOCK = 2 * Vector16.COUNT;

    private Conv2dKernel() {}

    /** y = W * x + b, rectified, shuffled and put at a channel offset where the plan folded those in, any stride. */
    public static void conv2d(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(context, shape, x, weight, bias, y, false, Part.ALL);
    }

    /** The same for stride 1, where the 7 pixels have addresses at fixed distances. */
    public static void conv2dStride1(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(context, shape, x, weight, bias, y, true, Part.ALL);
    }

    /** The memory traffic of {@link #conv2d} alone: {@link Part#MEMORY}. */
    public static void conv2dMemory(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(context, shape, x, weight, bias, y, false, Part.MEMORY);
    }

    /** Its arithmetic alone: {@link Part#COMPUTE}. */
    public static void conv2dCompute(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(context, shape, x, weight, bias, y, false, Part.COMPUTE);
    }

    /** The memory traffic of {@link #conv2dStride1} alone: {@link Part#MEMORY}. */
    public static void conv2dStride1Memory(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(context, shape, x, weight, bias, y, true, Part.MEMORY);
    }

    /** Its arithmetic alone: {@link Part#COMPUTE}. */
    public static void conv2dStride1Compute(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(context, shape, x, weight, bias, y, true, Part.COMPUTE);
    }

    private static void body(
            KernelContext context,
            IntArray shape,
            FloatArray x,
            FloatArray weight,
            FloatArray bias,
            FloatArray y,
            boolean sideBySide,
            int part) {
        int inHeight = shape.get(0);
        int inWidth = shape.get(1);
        int kernelHeight = shape.get(2);
        int kernelWidth = shape.get(3);
        int stride = sideBySide ? 1 : shape.get(4);
        int groups = shape.get(5);
        int channelsPerGroup = shape.get(6);
        int outPerGroup = shape.get(7);
        int height = shape.get(8);
        int width = shape.get(9);
        int relu = shape.get(10);
        int shuffleGroups = shape.get(11);
        int planes = shape.get(12);
        int firstPlane = shape.get(13);
        int border = shape.get(14);
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
        Float16 biasA = Vector16.block(bias, block * 2);
        Float16 biasB = Vector16.block(bias, block * 2 + 1);
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
        float s0 = 0f;
        float s1 = 0f;
        float s2 = 0f;
        float s3 = 0f;
        float s4 = 0f;
        float s5 = 0f;
        float s6 = 0f;
        for (int c = 0; c < channelsPerGroup; c++) {
            int in = plane;
            for (int i = 0; i < kernelHeight; i++) {
                for (int j = 0; j < kernelWidth; j++) {
                    int v = Part.from(w, part);
                    Float16 wa = Vector16.load(weight, v);
                    Float16 wb = Vector16.load(weight, v + Vector16.COUNT);
                    w = w + BLOCK;
                    int at = Part.from(in + j, part);
                    float x0 = x.get(at);
                    float x1 = x.get(at + stride);
                    float x2 = x.get(at + 2 * stride);
                    float x3 = x.get(at + 3 * stride);
                    float x4 = x.get(at + 4 * stride);
                    float x5 = x.get(at + 5 * stride);
                    float x6 = x.get(at + 6 * stride);
                    if (part == Part.MEMORY) {
                        a0 = Float16.add(a0, wa);
                        b0 = Float16.add(b0, wb);
                        s0 = s0 + x0;
                        s1 = s1 + x1;
                        s2 = s2 + x2;
                        s3 = s3 + x3;
                        s4 = s4 + x4;
                        s5 = s5 + x5;
                        s6 = s6 + x6;
                    } else {
                        Float16 v0 = Vector16.splat(x0);
                        a0 = Vector16.multiplyAdd(a0, wa, v0);
                        b0 = Vector16.multiplyAdd(b0, wb, v0);
                        Float16 v1 = Vector16.splat(x1);
                        a1 = Vector16.multiplyAdd(a1, wa, v1);
                        b1 = Vector16.multiplyAdd(b1, wb, v1);
                        Float16 v2 = Vector16.splat(x2);
                        a2 = Vector16.multiplyAdd(a2, wa, v2);
                        b2 = Vector16.multiplyAdd(b2, wb, v2);
                        Float16 v3 = Vector16.splat(x3);
                        a3 = Vector16.multiplyAdd(a3, wa, v3);
                        b3 = Vector16.multiplyAdd(b3, wb, v3);
                        Float16 v4 = Vector16.splat(x4);
                        a4 = Vector16.multiplyAdd(a4, wa, v4);
                        b4 = Vector16.multiplyAdd(b4, wb, v4);
                        Float16 v5 = Vector16.splat(x5);
                        a5 = Vector16.multiplyAdd(a5, wa, v5);
                        b5 = Vector16.multiplyAdd(b5, wb, v5);
                        Float16 v6 = Vector16.splat(x6);
                        a6 = Vector16.multiplyAdd(a6, wa, v6);
                        b6 = Vector16.multiplyAdd(b6, wb, v6);
                    }
                }
                in = in + inWidth;
            }
            plane = plane + inHeight * inWidth;
        }

        if (part == Part.MEMORY) {
            a0 = Float16.add(a0, Vector16.splat((s0 + s1) + (s2 + s3) + (s4 + s5) + s6));
        }
        float[] tile = new float[PIXELS * BLOCK];
        Vector16.put(tile, 0, a0);
        Vector16.put(tile, Vector16.COUNT, b0);
        Vector16.put(tile, BLOCK, a1);
        Vector16.put(tile, BLOCK + Vector16.COUNT, b1);
        Vector16.put(tile, 2 * BLOCK, a2);
        Vector16.put(tile, 2 * BLOCK + Vector16.COUNT, b2);
        Vector16.put(tile, 3 * BLOCK, a3);
        Vector16.put(tile, 3 * BLOCK + Vector16.COUNT, b3);
        Vector16.put(tile, 4 * BLOCK, a4);
        Vector16.put(tile, 4 * BLOCK + Vector16.COUNT, b4);
        Vector16.put(tile, 5 * BLOCK, a5);
        Vector16.put(tile, 5 * BLOCK + Vector16.COUNT, b5);
        Vector16.put(tile, 6 * BLOCK, a6);
        Vector16.put(tile, 6 * BLOCK + Vector16.COUNT, b6);
        Planes.keepBorder(y, column, row, z, border);
        float floor = Planes.floor(relu);
        int channels = groups * outPerGroup;
        int to = image * planes + firstPlane;
        int left = Math.min(outPerGroup - first, BLOCK);
        int pixels = Math.min(width - column, PIXELS);
        for (int k = 0; k < left; k++) {
            int place = to + Planes.shuffled(channel + k, channels, shuffleGroups);
            int at = Part.to(Planes.at(place, row, column, height, width, border), row, height, part);
            for (int p = 0; p < pixels; p++) {
                y.set(at + p, Part.atLeast(tile[p * BLOCK + k], floor, part));
            }
        }
    }
}

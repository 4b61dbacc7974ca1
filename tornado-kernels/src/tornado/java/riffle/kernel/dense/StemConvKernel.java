package riffle.kernel.dense;

import riffle.kernel.Part;
import riffle.kernel.Planes;
import riffle.kernel.vector.Vector16;
import riffle.kernel.vector.Vector8;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.vectors.Float16;
import uk.ac.manchester.tornado.api.types.vectors.Float8;

/**
 * Convolution of an image of at most three channels by windows of 3x3 with a stride of 2 and a padding of 1: the first
 * layer of ShuffleNet and MobileNet. A work-item computes up to 112 neighbouring pixels of a row, for all output
 * channels: it copies the rows that it needs to private memory once, odd and even columns apart and with zeros beyond
 * the edges, so that lanes are pixels and what is loaded lies side by side. Weights come packed as [block of 8 output
 * channels][input channel][window][8], filled up with zeros; biases as [block][8].
 *
 * <p>Work-items: x = segment of a row, y = row, z = image.
 */
public final class StemConvKernel {

    /** Pixels of a segment. */
    private static final int SEGMENT = 112;

    /** Columns of one kind that a segment needs, rounded up to whole vectors. */
    private static final int COLUMNS = SEGMENT + Vector16.COUNT;

    private static final int LINE = 2 * COLUMNS;
    private static final int MOST_ROWS = 9;
    private static final int BLOCK = 8;

    private StemConvKernel() {}

    /** y = W * x + b, rectified, shuffled and put at a channel offset where the plan folded those in. */
    public static void stemConv(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(context, shape, x, weight, bias, y, Part.ALL);
    }

    /** Its memory traffic alone: {@link Part#MEMORY}. */
    public static void stemConvMemory(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(context, shape, x, weight, bias, y, Part.MEMORY);
    }

    /** Its arithmetic alone: {@link Part#COMPUTE}. */
    public static void stemConvCompute(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(context, shape, x, weight, bias, y, Part.COMPUTE);
    }

    private static void body(
            KernelContext context,
            IntArray shape,
            FloatArray x,
            FloatArray weight,
            FloatArray bias,
            FloatArray y,
            int part) {
        int inHeight = shape.get(0);
        int inWidth = shape.get(1);
        int inChannels = shape.get(2);
        int channels = shape.get(3);
        int shuffleGroups = shape.get(5);
        int height = (inHeight + 1) / 2;
        int width = (inWidth + 1) / 2;
        int relu = shape.get(4);
        float floor = Planes.floor(relu);
        float one = Planes.one(relu);
        int start = context.globalIdx * SEGMENT;
        int row = context.globalIdy;
        int image = context.globalIdz;
        int count = Math.min(width - start, SEGMENT);

        float[] lines = new float[MOST_ROWS * LINE];
        float[] raw = new float[2 * SEGMENT + 1];
        int line = 0;
        for (int c = 0; c < inChannels; c++) {
            for (int i = 0; i < 3; i++) {
                copyLine(
                        lines,
                        line,
                        raw,
                        x,
                        (image * inChannels + c) * inHeight,
                        2 * row - 1 + i,
                        inHeight,
                        inWidth,
                        start,
                        count,
                        part);
                line = line + LINE;
            }
        }

        int planes = shape.get(6);
        int firstPlane = shape.get(7);
        int first = image * planes + firstPlane;
        int pixels = height * width;
        int at = row * width + start;
        for (int block = 0; block * BLOCK < channels; block++) {
            int channel = block * BLOCK;
            int left = channels - channel;
            float bias0 = bias.get(channel);
            float bias1 = bias.get(channel + 1);
            float bias2 = bias.get(channel + 2);
            float bias3 = bias.get(channel + 3);
            float bias4 = bias.get(channel + 4);
            float bias5 = bias.get(channel + 5);
            float bias6 = bias.get(channel + 6);
            float bias7 = bias.get(channel + 7);
            int place = Planes.shuffled(channel, channels, shuffleGroups);
            for (int next = 0; next < count; next = next + Vector16.COUNT) {
                int pixel = Math.max(Math.min(next, count - Vector16.COUNT), 0);
                Float16 a0 = Vector16.splat(bias0);
                Float16 a1 = Vector16.splat(bias1);
                Float16 a2 = Vector16.splat(bias2);
                Float16 a3 = Vector16.splat(bias3);
                Float16 a4 = Vector16.splat(bias4);
                Float16 a5 = Vector16.splat(bias5);
                Float16 a6 = Vector16.splat(bias6);
                Float16 a7 = Vector16.splat(bias7);
                Float8 weights = Vector8.splat(0f);
                int w = block * inChannels * 9 * BLOCK;
                for (int from = pixel; from < line; from = from + LINE) {
                    for (int j = 0; j < 3; j++) {
                        // columns 2k - 1, 2k and 2k + 1
                        Float16 v = Vector16.take(lines, from + (j & 1) * COLUMNS + j / 2);
                        int u = Part.from(w, part);
                        if (part == Part.MEMORY) {
                            a0 = Float16.add(a0, v);
                            weights = Float8.add(weights, Vector8.load(weight, u));
                        } else {
                            a0 = Vector16.multiplyAdd(a0, v, weight.get(u));
                            a1 = Vector16.multiplyAdd(a1, v, weight.get(u + 1));
                            a2 = Vector16.multiplyAdd(a2, v, weight.get(u + 2));
                            a3 = Vector16.multiplyAdd(a3, v, weight.get(u + 3));
                            a4 = Vector16.multiplyAdd(a4, v, weight.get(u + 4));
                            a5 = Vector16.multiplyAdd(a5, v, weight.get(u + 5));
                            a6 = Vector16.multiplyAdd(a6, v, weight.get(u + 6));
                            a7 = Vector16.multiplyAdd(a7, v, weight.get(u + 7));
                        }
                        w = w + BLOCK;
                    }
                }
                if (part == Part.MEMORY) {
                    a0 = Float16.add(a0, Vector16.splat(Vector8.sum(weights)));
                }
                int p = place;
                int to = at + pixel;
                int stored = count - pixel;
                put(y, (first + p) * pixels + to, a0, floor, one, stored, row, height, part);
                p = Planes.next(p, shuffleGroups, channels);
                if (left > 1) {
                    put(y, (first + p) * pixels + to, a1, floor, one, stored, row, height, part);
                }
                p = Planes.next(p, shuffleGroups, channels);
                if (left > 2) {
                    put(y, (first + p) * pixels + to, a2, floor, one, stored, row, height, part);
                }
                p = Planes.next(p, shuffleGroups, channels);
                if (left > 3) {
                    put(y, (first + p) * pixels + to, a3, floor, one, stored, row, height, part);
                }
                p = Planes.next(p, shuffleGroups, channels);
                if (left > 4) {
                    put(y, (first + p) * pixels + to, a4, floor, one, stored, row, height, part);
                }
                p = Planes.next(p, shuffleGroups, channels);
                if (left > 5) {
                    put(y, (first + p) * pixels + to, a5, floor, one, stored, row, height, part);
                }
                p = Planes.next(p, shuffleGroups, channels);
                if (left > 6) {
                    put(y, (first + p) * pixels + to, a6, floor, one, stored, row, height, part);
                }
                p = Planes.next(p, shuffleGroups, channels);
                if (left > 7) {
                    put(y, (first + p) * pixels + to, a7, floor, one, stored, row, height, part);
                }
            }
        }
    }

    /**
     * Copies what a segment needs of one row: element k of the first half is column 2 (start + k) - 1, of the second
     * half column 2 (start + k). Zeros stand for what lies beyond the plane.
     */
    private static void copyLine(
            float[] to,
            int line,
            float[] raw,
            FloatArray x,
            int planeRow,
            int row,
            int inHeight,
            int inWidth,
            int start,
            int count,
            int part) {
        int inside = Math.max(Math.min(Math.min(row + 1, inHeight - row), 1), 0);
        int from = (planeRow + Math.max(Math.min(row, inHeight - 1), 0)) * inWidth;
        int column = from + 2 * start;
        int columns = Math.min(2 * count, inWidth - 2 * start);
        int vectors = columns / Vector16.COUNT * Vector16.COUNT;
        for (int k = 0; k < vectors; k = k + Vector16.COUNT) {
            Vector16.put(raw, k, Vector16.load(x, Part.from(column + k, part)));
        }
        for (int k = vectors; k < columns; k++) {
            raw[k] = x.get(Part.from(column + k, part));
        }
        raw[columns] = 0f; // behind an odd width
        float left = 0f;
        if (inside * start > 0) {
            left = x.get(Part.from(column - 1, part));
        }
        to[line] = left;
        int given = inside * count;
        for (int k = 0; k < given; k++) {
            to[line + COLUMNS + k] = raw[2 * k];
            to[line + 1 + k] = raw[2 * k + 1];
        }
        for (int k = given; k < count; k++) {
            to[line + COLUMNS + k] = 0f;
            to[line + 1 + k] = 0f;
        }
    }

    /** Stores 16 pixels of a row, or the first {@code count} where there are fewer. */
    private static void put(
            FloatArray y, int at, Float16 sum, float floor, float one, int count, int group, int groups, int part) {
        Float16 value = Part.atLeast(sum, floor, one, part);
        int to = Part.to(at, group, groups, part);
        if (count < Vector16.COUNT) {
            Vector16.storeFirst(y, to, value, count);
        } else {
            Vector16.store(y, to, value);
        }
    }
}

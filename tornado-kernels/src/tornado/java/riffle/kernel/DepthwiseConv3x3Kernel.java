package riffle.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * Depthwise convolution with a 3x3 window and a padding of 1 over dense planes: zeros beyond the edges are made, not read.
 * A work-item computes one plane, 16 columns side by side and row after row; the last 16 columns of a row overlap those
 * before them. Each row is read once and added to the sums of the three rows of results that it touches, so that only two
 * sums are carried from row to row. Rows of fewer than 16 columns are stored whole vectors at a time too: what is wrong in
 * the lanes behind a row is overwritten by the next one. Rows whose vectors would run over the end of the plane have a loop
 * of their own, which reads nothing there. Weights come as [channel][window].
 *
 * <p>Work-items: x = plane of x, image by image.
 */
public final class DepthwiseConv3x3Kernel {

    private DepthwiseConv3x3Kernel() {}

    /** y[c] = w[c] * x[c] + b[c], stride 1, rectified, shuffled and put at a channel offset where the plan folded those in. */
    public static void depthwiseConv3x3(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        stride1(context, shape, x, weight, bias, y, Part.ALL);
    }

    /** Its memory traffic alone: {@link Part#MEMORY}. */
    public static void depthwiseConv3x3Memory(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        stride1(context, shape, x, weight, bias, y, Part.MEMORY);
    }

    /** Its arithmetic alone: {@link Part#COMPUTE}. */
    public static void depthwiseConv3x3Compute(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        stride1(context, shape, x, weight, bias, y, Part.COMPUTE);
    }

    private static void stride1(
            KernelContext context,
            IntArray shape,
            FloatArray x,
            FloatArray weight,
            FloatArray bias,
            FloatArray y,
            int part) {
        int channels = shape.get(0);
        int height = shape.get(1);
        int width = shape.get(2);
        int inPlane = context.globalIdx;
        int image = inPlane / channels;
        int channel = inPlane - image * channels;
        float keep = 1f - 0.5f * shape.get(3);
        float turn = 0.5f * shape.get(3);
        int plane = image * shape.get(5) + shape.get(6) + Planes.shuffled(channel, channels, shape.get(4));

        int pixels = height * width;
        int in = inPlane * pixels;
        int last = in + pixels - 1;
        int out = plane * pixels;
        int w = channel * 9;
        Float16 w0 = Wide.splat(weight.get(w));
        Float16 w1 = Wide.splat(weight.get(w + 1));
        Float16 w2 = Wide.splat(weight.get(w + 2));
        Float16 w3 = Wide.splat(weight.get(w + 3));
        Float16 w4 = Wide.splat(weight.get(w + 4));
        Float16 w5 = Wide.splat(weight.get(w + 5));
        Float16 w6 = Wide.splat(weight.get(w + 6));
        Float16 w7 = Wide.splat(weight.get(w + 7));
        Float16 w8 = Wide.splat(weight.get(w + 8));
        Float16 start = Wide.splat(bias.get(channel));
        if (part == Part.MEMORY) {
            start = Float16.add(Part.sum(w0, w1, w2), Float16.add(Part.sum(w3, w4, w5), Part.sum(w6, w7, w8)));
        }
        for (int next = 0; next < width; next = next + 16) {
            int column = Math.max(Math.min(next, width - 16), 0);
            Float16 inside = Wide.ones(width - 1 - column);
            float inner = Math.min(column, 1);
            Float16 above = start;
            Float16 here = start;
            int row = 0;
            int safe = (last - 15 - in - column + width) / width;
            for (; row < safe; row++) {
                int i = Part.index(in + row * width + column, part);
                Float16 centre = Wide.load(x, i);
                Float16 before = before(inner, x.get(Math.max(i - 1, in)), centre, part);
                Float16 after = after(centre, x.get(Math.min(i + 16, last)), inside, part);
                if (row > 0) {
                    Float16 done = first(here, before, centre, after, w6, w7, w8, part);
                    int to = Part.index(out + (row - 1) * width + column, part);
                    Wide.store(y, to, Part.rectified(done, keep, turn, part));
                }
                here = middle(above, before, centre, after, w3, w4, w5, part);
                above = first(start, before, centre, after, w0, w1, w2, part);
            }
            for (int tail = row; tail < height; tail++) {
                int i = Part.index(in + tail * width + column, part);
                Float16 centre = Wide.loadUpTo(x, i, last);
                Float16 before = before(inner, x.get(Math.max(i - 1, in)), centre, part);
                Float16 after = after(centre, x.get(Math.min(i + 16, last)), inside, part);
                if (tail > 0) {
                    Float16 done = first(here, before, centre, after, w6, w7, w8, part);
                    put(y, out, (tail - 1) * width + column, done, keep, turn, width - column, pixels, part);
                }
                here = middle(above, before, centre, after, w3, w4, w5, part);
                above = first(start, before, centre, after, w0, w1, w2, part);
            }
            put(y, out, (height - 1) * width + column, here, keep, turn, width - column, pixels, part);
        }
    }

    /** The same with stride 2. */
    public static void depthwiseConv3x3Stride2(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        stride2(context, shape, x, weight, bias, y, Part.ALL);
    }

    /** Its memory traffic alone: {@link Part#MEMORY}. */
    public static void depthwiseConv3x3Stride2Memory(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        stride2(context, shape, x, weight, bias, y, Part.MEMORY);
    }

    /** Its arithmetic alone: {@link Part#COMPUTE}. */
    public static void depthwiseConv3x3Stride2Compute(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        stride2(context, shape, x, weight, bias, y, Part.COMPUTE);
    }

    private static void stride2(
            KernelContext context,
            IntArray shape,
            FloatArray x,
            FloatArray weight,
            FloatArray bias,
            FloatArray y,
            int part) {
        int channels = shape.get(0);
        int inHeight = shape.get(1);
        int inWidth = shape.get(2);
        int inPlane = context.globalIdx;
        int image = inPlane / channels;
        int channel = inPlane - image * channels;
        float keep = 1f - 0.5f * shape.get(3);
        float turn = 0.5f * shape.get(3);
        int plane = image * shape.get(5) + shape.get(6) + Planes.shuffled(channel, channels, shape.get(4));

        int height = (inHeight + 1) / 2;
        int width = (inWidth + 1) / 2;
        int pixels = height * width;
        int in = inPlane * inHeight * inWidth;
        int last = in + inHeight * inWidth - 1;
        int out = plane * pixels;
        int w = channel * 9;
        Float16 w0 = Wide.splat(weight.get(w));
        Float16 w1 = Wide.splat(weight.get(w + 1));
        Float16 w2 = Wide.splat(weight.get(w + 2));
        Float16 w3 = Wide.splat(weight.get(w + 3));
        Float16 w4 = Wide.splat(weight.get(w + 4));
        Float16 w5 = Wide.splat(weight.get(w + 5));
        Float16 w6 = Wide.splat(weight.get(w + 6));
        Float16 w7 = Wide.splat(weight.get(w + 7));
        Float16 w8 = Wide.splat(weight.get(w + 8));
        Float16 start = Wide.splat(bias.get(channel));
        if (part == Part.MEMORY) {
            start = Float16.add(Part.sum(w0, w1, w2), Float16.add(Part.sum(w3, w4, w5), Part.sum(w6, w7, w8)));
        }
        for (int next = 0; next < width; next = next + 16) {
            int column = Math.max(Math.min(next, width - 16), 0);
            Float16 inside = Wide.ones(inWidth / 2 - column);
            float inner = Math.min(column, 1);
            Float16 above = start;
            int row = 0;
            int safe = (last - 31 - in - 2 * column + inWidth) / (2 * inWidth);
            for (; row < safe; row++) {
                int i = Part.index(in + 2 * row * inWidth + 2 * column, part);
                Float16 a = Wide.load(x, i);
                Float16 b = Wide.load(x, i + 16);
                Float16 after = odd(a, b, inside, part);
                Float16 before = before(inner, x.get(Math.max(i - 1, in)), after, part);
                Float16 sum = middle(above, before, even(a, b, part), after, w3, w4, w5, part);
                int j = i + inWidth;
                Float16 c = Wide.load(x, j);
                Float16 d = Wide.load(x, j + 16);
                Float16 lowCentre = even(c, d, part);
                Float16 lowAfter = odd(c, d, inside, part);
                Float16 lowBefore = before(inner, x.get(j - 1), lowAfter, part);
                Float16 done = middle(sum, lowBefore, lowCentre, lowAfter, w6, w7, w8, part);
                put(y, out, row * width + column, done, keep, turn, width - column, pixels, part);
                above = first(start, lowBefore, lowCentre, lowAfter, w0, w1, w2, part);
            }
            for (int tail = row; tail < height; tail++) {
                int i = Part.index(in + 2 * tail * inWidth + 2 * column, part);
                Float16 a = Wide.loadUpTo(x, i, last);
                Float16 b = Wide.loadUpTo(x, i + 16, last);
                Float16 after = odd(a, b, inside, part);
                Float16 before = before(inner, x.get(Math.max(i - 1, in)), after, part);
                Float16 sum = middle(above, before, even(a, b, part), after, w3, w4, w5, part);
                // a row behind the plane counts as zeros
                float below = Math.min(inHeight - 1 - 2 * tail, 1);
                int j = i + inWidth;
                Float16 c = Wide.loadUpTo(x, j, last);
                Float16 d = Wide.loadUpTo(x, j + 16, last);
                Float16 lowCentre = Float16.mult(even(c, d, part), Wide.splat(below));
                Float16 lowAfter = Float16.mult(odd(c, d, inside, part), Wide.splat(below));
                Float16 lowBefore = before(below * inner, x.get(Math.min(j - 1, last)), lowAfter, part);
                Float16 done = middle(sum, lowBefore, lowCentre, lowAfter, w6, w7, w8, part);
                put(y, out, tail * width + column, done, keep, turn, width - column, pixels, part);
                above = first(start, lowBefore, lowCentre, lowAfter, w0, w1, w2, part);
            }
        }
    }

    /** Each lane's left neighbour; of the memory traffic alone, what was loaded for it. */
    private static Float16 before(float inner, float edge, Float16 v, int part) {
        Float16 before = Wide.splat(edge);
        if (part != Part.MEMORY) {
            before = Wide.before(inner * edge, v);
        }
        return before;
    }

    private static Float16 after(Float16 v, float edge, Float16 inside, int part) {
        Float16 after = Wide.splat(edge);
        if (part != Part.MEMORY) {
            after = Float16.mult(Wide.after(v, edge), inside);
        }
        return after;
    }

    /** Of the memory traffic alone, all that was loaded counts as even, and nothing as odd. */
    private static Float16 even(Float16 a, Float16 b, int part) {
        Float16 even = Float16.add(a, b);
        if (part != Part.MEMORY) {
            even = Wide.even(a, b);
        }
        return even;
    }

    private static Float16 odd(Float16 a, Float16 b, Float16 inside, int part) {
        Float16 odd = a;
        if (part != Part.MEMORY) {
            odd = Float16.mult(Wide.odd(a, b), inside);
        }
        return odd;
    }

    /** A sum with a row added, of which the loads go into another sum too; of the memory traffic alone, the sum as it is. */
    private static Float16 first(
            Float16 start, Float16 before, Float16 centre, Float16 after, Float16 u, Float16 v, Float16 w, int part) {
        Float16 sum = start;
        if (part != Part.MEMORY) {
            sum = add(start, before, centre, after, u, v, w);
        }
        return sum;
    }

    /** A sum with a row added; of the memory traffic alone, what was loaded for the row. */
    private static Float16 middle(
            Float16 above, Float16 before, Float16 centre, Float16 after, Float16 u, Float16 v, Float16 w, int part) {
        Float16 sum = Float16.add(above, Part.sum(before, centre, after));
        if (part != Part.MEMORY) {
            sum = add(above, before, centre, after, u, v, w);
        }
        return sum;
    }

    private static Float16 add(
            Float16 sum, Float16 before, Float16 centre, Float16 after, Float16 u, Float16 v, Float16 w) {
        Float16 one = Float16.add(sum, Float16.mult(before, u));
        Float16 two = Float16.add(one, Float16.mult(centre, v));
        return Float16.add(two, Float16.mult(after, w));
    }

    /** Stores 16 pixels of a plane; only {@code count} of them where the others would lie behind the plane. */
    private static void put(
            FloatArray y, int plane, int pixel, Float16 sum, float keep, float turn, int count, int pixels, int part) {
        Float16 value = Part.rectified(sum, keep, turn, part);
        int to = Part.index(plane + pixel, part);
        if (pixel + 16 > pixels) {
            Wide.storeFirst(y, to, value, count);
        } else {
            Wide.store(y, to, value);
        }
    }
}

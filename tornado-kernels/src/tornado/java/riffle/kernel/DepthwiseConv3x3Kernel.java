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
 * the lanes behind a row is overwritten by the next one. Weights come as [channel][window].
 *
 * <p>Work-items: x = plane of x, image by image.
 */
public final class DepthwiseConv3x3Kernel {

    private DepthwiseConv3x3Kernel() {}

    /** y[c] = w[c] * x[c] + b[c], stride 1, rectified, shuffled and put at a channel offset where the plan folded those in. */
    public static void depthwiseConv3x3(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
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
        for (int next = 0; next < width; next = next + 16) {
            int column = Math.max(Math.min(next, width - 16), 0);
            Float16 inside = Wide.ones(width - 1 - column);
            float left = Math.max(1 - column, 0);
            Float16 above = start;
            Float16 here = start;
            for (int row = 0; row < height; row++) {
                int i = in + row * width + column;
                Float16 centre = load(x, i, last);
                float edge = (1f - left) * x.get(Math.max(i - 1, in));
                Float16 before = Wide.before(edge, centre);
                Float16 after = Float16.mult(Wide.after(centre, x.get(Math.min(i + 16, last))), inside);
                Float16 done = add(here, before, centre, after, w6, w7, w8);
                if (row > 0) {
                    put(y, out, (row - 1) * width + column, done, keep, turn, width - column, pixels);
                }
                here = add(above, before, centre, after, w3, w4, w5);
                above = add(start, before, centre, after, w0, w1, w2);
            }
            put(y, out, (height - 1) * width + column, here, keep, turn, width - column, pixels);
        }
    }

    /** The same with stride 2. */
    public static void depthwiseConv3x3Stride2(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
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
        for (int next = 0; next < width; next = next + 16) {
            int column = Math.max(Math.min(next, width - 16), 0);
            Float16 inside = Wide.ones(inWidth / 2 - column);
            float left = Math.max(1 - column, 0);
            Float16 above = start;
            for (int row = 0; row < height; row++) {
                int i = in + 2 * row * inWidth + 2 * column;
                Float16 a = load(x, i, last);
                Float16 b = load(x, i + 16, last);
                Float16 centre = Wide.even(a, b);
                Float16 after = Float16.mult(Wide.odd(a, b), inside);
                float edge = (1f - left) * x.get(Math.max(i - 1, in));
                Float16 sum = add(above, Wide.before(edge, after), centre, after, w3, w4, w5);
                if (2 * row + 1 < inHeight) {
                    int j = i + inWidth;
                    Float16 c = load(x, j, last);
                    Float16 d = load(x, j + 16, last);
                    Float16 lowCentre = Wide.even(c, d);
                    Float16 lowAfter = Float16.mult(Wide.odd(c, d), inside);
                    float lowEdge = (1f - left) * x.get(j - 1);
                    Float16 lowBefore = Wide.before(lowEdge, lowAfter);
                    Float16 all = add(sum, lowBefore, lowCentre, lowAfter, w6, w7, w8);
                    put(y, out, row * width + column, all, keep, turn, width - column, pixels);
                    above = add(start, lowBefore, lowCentre, lowAfter, w0, w1, w2);
                } else {
                    put(y, out, row * width + column, sum, keep, turn, width - column, pixels);
                }
            }
        }
    }

    private static Float16 load(FloatArray x, int i, int last) {
        if (i + 15 > last) {
            return Wide.loadUpTo(x, i, last);
        } else {
            return Wide.load(x, i);
        }
    }

    private static Float16 add(
            Float16 sum, Float16 before, Float16 centre, Float16 after, Float16 u, Float16 v, Float16 w) {
        Float16 one = Float16.add(sum, Float16.mult(before, u));
        Float16 two = Float16.add(one, Float16.mult(centre, v));
        return Float16.add(two, Float16.mult(after, w));
    }

    /** Stores 16 pixels of a plane; only {@code count} of them where the others would lie behind the plane. */
    private static void put(
            FloatArray y, int plane, int pixel, Float16 sum, float keep, float turn, int count, int pixels) {
        Float16 value = Wide.rectified(sum, keep, turn);
        if (pixel + 16 > pixels) {
            Wide.storeFirst(y, plane + pixel, value, count);
        } else {
            Wide.store(y, plane + pixel, value);
        }
    }
}

package riffle.kernel.pool;

import riffle.kernel.Part;
import riffle.kernel.Planes;
import riffle.kernel.depthwise.DepthwiseRows;
import riffle.kernel.vector.Vector16;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * Average pooling with a 3x3 window, a stride of 2 and a padding of 1, ShuffleNet's shortcut (Fig. 2(c) of the paper):
 * a work-item computes one plane, 16 columns of results side by side, row after row. Three rows are summed as they lie,
 * 32 columns of them; then the sums of even columns, of odd ones, and of those before. The row below a result is the
 * one above the next, and is read once. Zeros beyond the edges are made, as in {@link DepthwiseRows}.
 *
 * <p>Work-items: x = plane of x, image by image.
 */
public final class AvgPool3x3Kernel {

    private AvgPool3x3Kernel() {}

    /** y = the mean of each window, zeros beyond the edges among its nine, rectified and put at a channel offset. */
    public static void avgPool3x3(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        int channels = shape.get(0);
        int inHeight = shape.get(1);
        int inWidth = shape.get(2);
        int inPlane = context.globalIdx;
        int image = inPlane / channels;
        int channel = inPlane - image * channels;
        int planes = shape.get(4);
        int firstPlane = shape.get(5);
        int plane = image * planes + firstPlane + channel;
        int height = (inHeight + 1) / 2;
        int pixels = height * ((inWidth + 1) / 2);
        int relu = shape.get(3);
        plane(x, inPlane * inHeight * inWidth, inHeight, inWidth, y, plane * pixels, height, pixels, relu);
    }

    private static void plane(
            FloatArray x, int in, int inHeight, int inWidth, FloatArray y, int out, int height, int room, int relu) {
        float floor = Planes.floor(relu);
        float one = Planes.one(relu);
        int width = (inWidth + 1) / 2;
        int last = in + inHeight * inWidth - 1;
        for (int next = 0; next < width; next = next + 16) {
            int column = Math.max(Math.min(next, width - 16), 0);
            Float16 inside = Vector16.ones(inWidth / 2 - column);
            Float16 limits = Vector16.limits(inside);
            float inner = Math.min(column, 1);
            float limit = inner / (1f - inner);
            Float16 aboveLow = Vector16.splat(0f);
            Float16 aboveHigh = aboveLow;
            float aboveEdge = 0f;
            int row = 0;
            int begin = in + 2 * column;
            int safe = Math.min((last - 31 - begin + inWidth) / (2 * inWidth), inHeight / 2);
            for (; row < safe; row++) {
                int i = begin + 2 * row * inWidth;
                int j = i + inWidth;
                Float16 belowLow = Vector16.load(x, j);
                Float16 belowHigh = Vector16.load(x, j + 16);
                float belowEdge = x.get(j - 1);
                Float16 low = Float16.add(Float16.add(aboveLow, Vector16.load(x, i)), belowLow);
                Float16 high = Float16.add(Float16.add(aboveHigh, Vector16.load(x, i + 16)), belowHigh);
                float edge = aboveEdge + x.get(Math.max(i - 1, in)) + belowEdge;
                Float16 mean = means(low, high, Math.min(inner * edge, limit), inside, limits);
                DepthwiseRows.put(y, out, row * width + column, mean, floor, one, width - column, room, 0, 1, Part.ALL);
                aboveLow = belowLow;
                aboveHigh = belowHigh;
                aboveEdge = belowEdge;
            }
            for (int tail = row; tail < height; tail++) {
                int i = begin + 2 * tail * inWidth;
                int j = i + inWidth;
                Float16 belowLow = Vector16.splat(0f);
                Float16 belowHigh = belowLow;
                float belowEdge = 0f;
                // a row behind the plane counts as zeros
                int below = Math.min(inHeight - 1 - 2 * tail, 1);
                for (int halo = 0; halo < below; halo++) {
                    belowLow = Vector16.loadUpTo(x, j, last);
                    belowHigh = Vector16.loadUpTo(x, j + 16, last);
                    belowEdge = x.get(j - 1);
                }
                Float16 low = Float16.add(Float16.add(aboveLow, Vector16.loadUpTo(x, i, last)), belowLow);
                Float16 high = Float16.add(Float16.add(aboveHigh, Vector16.loadUpTo(x, i + 16, last)), belowHigh);
                float edge = aboveEdge + x.get(Math.max(i - 1, in)) + belowEdge;
                Float16 mean = means(low, high, Math.min(inner * edge, limit), inside, limits);
                DepthwiseRows.put(
                        y, out, tail * width + column, mean, floor, one, width - column, room, 0, 1, Part.ALL);
                aboveLow = belowLow;
                aboveHigh = belowHigh;
                aboveEdge = belowEdge;
            }
        }
    }

    /**
     * Ninths of the sums of three neighbours out of 32 columns, around every second one; {@code edge} lies before the
     * first.
     */
    private static Float16 means(Float16 low, Float16 high, float edge, Float16 inside, Float16 limits) {
        Float16 odd = Vector16.first(Vector16.odd(low, high), inside, limits);
        Float16 sum = Float16.add(Float16.add(Vector16.before(edge, odd), Vector16.even(low, high)), odd);
        return Float16.mult(sum, Vector16.splat(1f / 9));
    }
}

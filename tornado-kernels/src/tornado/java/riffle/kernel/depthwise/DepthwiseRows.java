package riffle.kernel.depthwise;

import riffle.kernel.Part;
import riffle.kernel.Planes;
import riffle.kernel.vector.Vector16;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * What depthwise convolutions with a 3x3 window and a padding of 1 compute with: rows of one plane. Zeros beyond the
 * edges are made, not read. Columns are computed 16 side by side, row after row; the last 16 columns of a row overlap
 * those before them. Each row is read once and added to the sums of the three rows of results that it touches, so that
 * only two sums are carried from row to row. Rows of fewer than 16 columns are stored whole vectors at a time too: what
 * is wrong in the lanes behind a row is overwritten by the next one. Rows whose vectors would run over the last element
 * to be read have a loop of their own, which reads nothing there. Weights come as [channel][window].
 */
public final class DepthwiseRows {

    private DepthwiseRows() {}

    /**
     * Rows of results at stride 1.
     *
     * @param in where the first row lies in x, from which {@code inRows} rows follow each other
     * @param inRows rows that there are: those of the results, and the one above and the one below where the plane has
     *     them
     * @param above 1 if the first of them is the row above the first result, 0 if the plane begins with the first
     *     result
     * @param last last element of x to read
     * @param channel which weights and bias
     * @param out where the first result goes in y
     * @param rows rows of results
     * @param room elements of y from there on that may be written, results or not
     */
    public static void stride1(
            FloatArray x,
            int in,
            int inRows,
            int above,
            int last,
            int width,
            FloatArray weight,
            FloatArray bias,
            int channel,
            int channels,
            FloatArray y,
            int out,
            int rows,
            int room,
            int relu,
            int part) {
        float floor = Planes.floor(relu);
        float one = Planes.one(relu);
        int w = Part.from(channel * 9, part);
        Float16 w0 = Vector16.splat(weight.get(w));
        Float16 w1 = Vector16.splat(weight.get(w + 1));
        Float16 w2 = Vector16.splat(weight.get(w + 2));
        Float16 w3 = Vector16.splat(weight.get(w + 3));
        Float16 w4 = Vector16.splat(weight.get(w + 4));
        Float16 w5 = Vector16.splat(weight.get(w + 5));
        Float16 w6 = Vector16.splat(weight.get(w + 6));
        Float16 w7 = Vector16.splat(weight.get(w + 7));
        Float16 w8 = Vector16.splat(weight.get(w + 8));
        Float16 start = Vector16.splat(bias.get(Part.from(channel, part)));
        if (part == Part.MEMORY) {
            Float16 weights = Float16.add(Part.sum(w3, w4, w5), Part.sum(w6, w7, w8));
            start = Float16.add(start, Float16.add(Part.sum(w0, w1, w2), weights));
        }
        for (int next = 0; next < width; next = next + 16) {
            int column = Math.max(Math.min(next, width - 16), 0);
            Float16 inside = Vector16.ones(width - 1 - column);
            Float16 limits = Vector16.limits(inside);
            float inner = Math.min(column, 1);
            float limit = inner / (1f - inner);
            Float16 upper = start;
            Float16 here = start;
            int row = 0;
            int safe = Math.min((last - 15 - in - column + width) / width, inRows);
            for (; row < safe; row++) {
                int i = Part.from(in + row * width + column, part);
                Float16 centre = Vector16.load(x, i);
                Float16 before = before(left(x, i, in, inner, limit), centre, part);
                Float16 after = after(centre, x.get(Math.min(i + 16, last)), inside, limits, part);
                if (row > above) {
                    Float16 done = first(here, before, centre, after, w6, w7, w8, part);
                    int to = Part.to(out + (row - 1 - above) * width + column, channel, channels, part);
                    Vector16.store(y, to, Part.atLeast(done, floor, one, part));
                }
                here = middle(upper, before, centre, after, w3, w4, w5, part);
                upper = first(start, before, centre, after, w0, w1, w2, part);
            }
            for (int tail = row; tail < inRows; tail++) {
                int i = Part.from(in + tail * width + column, part);
                Float16 centre = Vector16.loadUpTo(x, i, last);
                Float16 before = before(left(x, i, in, inner, limit), centre, part);
                Float16 after = after(centre, x.get(Math.min(i + 16, last)), inside, limits, part);
                if (tail > above) {
                    Float16 done = first(here, before, centre, after, w6, w7, w8, part);
                    int pixel = (tail - 1 - above) * width + column;
                    put(y, out, pixel, done, floor, one, width - column, room, channel, channels, part);
                }
                here = middle(upper, before, centre, after, w3, w4, w5, part);
                upper = first(start, before, centre, after, w0, w1, w2, part);
            }
            if (inRows - above == rows) {
                int pixel = (rows - 1) * width + column;
                put(y, out, pixel, here, floor, one, width - column, room, channel, channels, part);
            }
        }
    }

    /**
     * The same with stride 2: the first result takes the row above it, its own and the one below.
     *
     * @param inRows rows that there are: two for each result, of which the last may be missing, and the one above them
     * @param inWidth columns of x
     */
    public static void stride2(
            FloatArray x,
            int in,
            int inRows,
            int above,
            int last,
            int inWidth,
            FloatArray weight,
            FloatArray bias,
            int channel,
            int channels,
            FloatArray y,
            int out,
            int rows,
            int room,
            int relu,
            int part) {
        float floor = Planes.floor(relu);
        float one = Planes.one(relu);
        int width = (inWidth + 1) / 2;
        int w = Part.from(channel * 9, part);
        Float16 w0 = Vector16.splat(weight.get(w));
        Float16 w1 = Vector16.splat(weight.get(w + 1));
        Float16 w2 = Vector16.splat(weight.get(w + 2));
        Float16 w3 = Vector16.splat(weight.get(w + 3));
        Float16 w4 = Vector16.splat(weight.get(w + 4));
        Float16 w5 = Vector16.splat(weight.get(w + 5));
        Float16 w6 = Vector16.splat(weight.get(w + 6));
        Float16 w7 = Vector16.splat(weight.get(w + 7));
        Float16 w8 = Vector16.splat(weight.get(w + 8));
        Float16 start = Vector16.splat(bias.get(Part.from(channel, part)));
        if (part == Part.MEMORY) {
            Float16 weights = Float16.add(Part.sum(w3, w4, w5), Part.sum(w6, w7, w8));
            start = Float16.add(start, Float16.add(Part.sum(w0, w1, w2), weights));
        }
        int begin = in + above * inWidth;
        int pairs = (inRows - above) / 2;
        for (int next = 0; next < width; next = next + 16) {
            int column = Math.max(Math.min(next, width - 16), 0);
            Float16 inside = Vector16.ones(inWidth / 2 - column);
            Float16 limits = Vector16.limits(inside);
            float inner = Math.min(column, 1);
            float limit = inner / (1f - inner);
            Float16 upper = start;
            for (int halo = 0; halo < above; halo++) {
                int i = Part.from(in + 2 * column, part);
                Float16 a = Vector16.loadUpTo(x, i, last);
                Float16 b = Vector16.loadUpTo(x, i + 16, last);
                Float16 after = odd(a, b, inside, limits, part);
                Float16 before = before(left(x, i, in, inner, limit), after, part);
                upper = first(start, before, even(a, b, part), after, w0, w1, w2, part);
            }
            int row = 0;
            int safe = Math.min((last - 31 - begin - 2 * column + inWidth) / (2 * inWidth), pairs);
            for (; row < safe; row++) {
                int i = Part.from(begin + 2 * row * inWidth + 2 * column, part);
                Float16 a = Vector16.load(x, i);
                Float16 b = Vector16.load(x, i + 16);
                Float16 after = odd(a, b, inside, limits, part);
                Float16 before = before(left(x, i, in, inner, limit), after, part);
                Float16 sum = middle(upper, before, even(a, b, part), after, w3, w4, w5, part);
                int j = i + inWidth;
                Float16 c = Vector16.load(x, j);
                Float16 d = Vector16.load(x, j + 16);
                Float16 lowCentre = even(c, d, part);
                Float16 lowAfter = odd(c, d, inside, limits, part);
                Float16 lowBefore = before(left(x, j, in, inner, limit), lowAfter, part);
                Float16 done = middle(sum, lowBefore, lowCentre, lowAfter, w6, w7, w8, part);
                put(y, out, row * width + column, done, floor, one, width - column, room, channel, channels, part);
                upper = first(start, lowBefore, lowCentre, lowAfter, w0, w1, w2, part);
            }
            for (int tail = row; tail < rows; tail++) {
                int i = Part.from(begin + 2 * tail * inWidth + 2 * column, part);
                Float16 a = Vector16.loadUpTo(x, i, last);
                Float16 b = Vector16.loadUpTo(x, i + 16, last);
                Float16 after = odd(a, b, inside, limits, part);
                Float16 before = before(left(x, i, in, inner, limit), after, part);
                Float16 sum = middle(upper, before, even(a, b, part), after, w3, w4, w5, part);
                Float16 done = sum;
                // a row behind the plane counts as zeros
                int below = Math.min(inRows - above - 1 - 2 * tail, 1);
                for (int halo = 0; halo < below; halo++) {
                    int j = i + inWidth;
                    Float16 c = Vector16.loadUpTo(x, j, last);
                    Float16 d = Vector16.loadUpTo(x, j + 16, last);
                    Float16 lowCentre = even(c, d, part);
                    Float16 lowAfter = odd(c, d, inside, limits, part);
                    Float16 lowBefore = before(left(x, j, in, inner, limit), lowAfter, part);
                    done = middle(sum, lowBefore, lowCentre, lowAfter, w6, w7, w8, part);
                    upper = first(start, lowBefore, lowCentre, lowAfter, w0, w1, w2, part);
                }
                put(y, out, tail * width + column, done, floor, one, width - column, room, channel, channels, part);
            }
        }
    }

    /**
     * What lies left of element i of a plane that begins at {@code in}; 0 beyond the edge, as {@link Vector16#first}
     * does it.
     */
    static float left(FloatArray x, int i, int in, float inner, float limit) {
        return Math.min(inner * x.get(Math.max(i - 1, in)), limit);
    }

    /** Each lane's left neighbour; of the memory traffic alone, what was loaded for it. */
    private static Float16 before(float edge, Float16 v, int part) {
        Float16 before = Vector16.splat(edge);
        if (part != Part.MEMORY) {
            before = Vector16.before(edge, v);
        }
        return before;
    }

    private static Float16 after(Float16 v, float edge, Float16 inside, Float16 limits, int part) {
        Float16 after = Vector16.splat(edge);
        if (part != Part.MEMORY) {
            after = Vector16.first(Vector16.after(v, edge), inside, limits);
        }
        return after;
    }

    /** Of the memory traffic alone, all that was loaded counts as even, and nothing as odd. */
    private static Float16 even(Float16 a, Float16 b, int part) {
        Float16 even = Float16.add(a, b);
        if (part != Part.MEMORY) {
            even = Vector16.even(a, b);
        }
        return even;
    }

    private static Float16 odd(Float16 a, Float16 b, Float16 inside, Float16 limits, int part) {
        Float16 odd = a;
        if (part != Part.MEMORY) {
            odd = Vector16.first(Vector16.odd(a, b), inside, limits);
        }
        return odd;
    }

    /**
     * A sum with a row added, of which the loads go into another sum too; of the memory traffic alone, the sum as it
     * is.
     */
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
            Float16 upper, Float16 before, Float16 centre, Float16 after, Float16 u, Float16 v, Float16 w, int part) {
        Float16 sum = Float16.add(upper, Part.sum(before, centre, after));
        if (part != Part.MEMORY) {
            sum = add(upper, before, centre, after, u, v, w);
        }
        return sum;
    }

    private static Float16 add(
            Float16 sum, Float16 before, Float16 centre, Float16 after, Float16 u, Float16 v, Float16 w) {
        Float16 one = Float16.add(sum, Float16.mult(before, u));
        Float16 two = Float16.add(one, Float16.mult(centre, v));
        return Float16.add(two, Float16.mult(after, w));
    }

    /** Stores 16 pixels of a plane; only {@code count} of them where the others would lie behind the room. */
    public static void put(
            FloatArray y,
            int plane,
            int pixel,
            Float16 sum,
            float floor,
            float one,
            int count,
            int room,
            int group,
            int groups,
            int part) {
        Float16 value = Part.atLeast(sum, floor, one, part);
        int to = Part.to(plane + pixel, group, groups, part);
        if (pixel + 16 > room) {
            Vector16.storeFirst(y, to, value, count);
        } else {
            Vector16.store(y, to, value);
        }
    }
}

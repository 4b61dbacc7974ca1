package riffle.kernel.pointwise;

import riffle.kernel.Part;
import riffle.kernel.Planes;
import riffle.kernel.vector.Vector16;
import riffle.kernel.vector.Vector8;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.vectors.Float16;
import uk.ac.manchester.tornado.api.types.vectors.Float8;

/**
 * The end of a strip of pixels of a pointwise convolution: 16 pixels at a time for 8 output channels. Up to 4 pixels
 * behind the last 16 ride along: each is a vector of the 8 channels, one multiply-add more for each input channel,
 * where 16 pixels more would be 8. A plane of 7x7 is 32 + 16 + 1 pixels. In merged kernels, whose bands seldom leave so
 * few, none do. What no 4 cover overlaps the 16 before it, so that only strips of fewer than 16 pixels are stored lane
 * by lane.
 */
final class Tile16x8 {

    /** Pixels that ride along at most. */
    private static final int FEW = 4;

    private Tile16x8() {}

    /**
     * Pixels of a strip to be left for its last vector and those that ride along: 17 to 20, or 0 where none do. Strips
     * but the last are multiples of 32 and the last has 16 or more, so that which pixels ride depends on the plane
     * alone, and results do not depend on the strips.
     *
     * @param ride whether any may: a constant, so that kernels without them are compiled without their code
     */
    static int kept(int pixels, boolean ride) {
        int over = pixels & 15;
        int kept = 0;
        if (ride) {
            if (over > 0) {
                if (over <= FEW) {
                    if (pixels > 16) {
                        kept = 16 + over;
                    }
                }
            }
        }
        return kept;
    }

    /**
     * Pixels {@code begin} to {@code end}, parameters as those of {@link PointwiseBlock#strip}, of a strip that keeps
     * so many.
     */
    static void strip(
            FloatArray x,
            int in,
            int xPlane,
            FloatArray weight,
            FloatArray bias,
            int block,
            int blocks,
            int channelsPerGroup,
            FloatArray residual,
            int from,
            FloatArray y,
            int to,
            int yPlane,
            int first,
            int begin,
            int end,
            int kept,
            int left,
            int place,
            int shuffleGroups,
            int channels,
            int relu,
            boolean add,
            int part) {
        for (int rest = begin; rest < end - kept; rest = rest + 16) {
            int at = Math.max(Math.min(rest, end - 16), first);
            sixteen(
                    x,
                    in,
                    xPlane,
                    weight,
                    bias,
                    block,
                    blocks,
                    channelsPerGroup,
                    residual,
                    from,
                    y,
                    to,
                    yPlane,
                    at,
                    end - at,
                    0,
                    false,
                    left,
                    place,
                    shuffleGroups,
                    channels,
                    relu,
                    add,
                    part);
        }
        if (kept > 0) {
            sixteen(
                    x,
                    in,
                    xPlane,
                    weight,
                    bias,
                    block,
                    blocks,
                    channelsPerGroup,
                    residual,
                    from,
                    y,
                    to,
                    yPlane,
                    end - kept,
                    16,
                    kept - 16,
                    true,
                    left,
                    place,
                    shuffleGroups,
                    channels,
                    relu,
                    add,
                    part);
        }
    }

    /**
     * @param at first of the 16 pixels
     * @param count how many of them there are
     * @param few pixels that ride along
     * @param more whether any do
     */
    private static void sixteen(
            FloatArray x,
            int in,
            int xPlane,
            FloatArray weight,
            FloatArray bias,
            int block,
            int blocks,
            int channelsPerGroup,
            FloatArray residual,
            int from,
            FloatArray y,
            int to,
            int yPlane,
            int at,
            int count,
            int few,
            boolean more,
            int left,
            int place,
            int shuffleGroups,
            int channels,
            int relu,
            boolean add,
            int part) {
        float floor = Planes.floor(relu);
        float one = Planes.one(relu);
        Float16 a0 = Vector16.splat(bias.get(block * 8));
        Float16 a1 = Vector16.splat(bias.get(block * 8 + 1));
        Float16 a2 = Vector16.splat(bias.get(block * 8 + 2));
        Float16 a3 = Vector16.splat(bias.get(block * 8 + 3));
        Float16 a4 = Vector16.splat(bias.get(block * 8 + 4));
        Float16 a5 = Vector16.splat(bias.get(block * 8 + 5));
        Float16 a6 = Vector16.splat(bias.get(block * 8 + 6));
        Float16 a7 = Vector16.splat(bias.get(block * 8 + 7));
        Float8 p0 = Vector8.load(bias, block * 8);
        Float8 p1 = p0;
        Float8 p2 = p0;
        Float8 p3 = p0;
        int second = Math.min(few, 2) + 15;
        int third = Math.min(few, 3) + 15;
        int fourth = few + 15;
        int i = in + at;
        int w = block * channelsPerGroup * 8;
        Float8 weights = Vector8.splat(0f);
        for (int c = 0; c < channelsPerGroup; c++) {
            Float16 a = Vector16.load(x, Part.from(i, part));
            int v = Part.from(w, part);
            if (part == Part.MEMORY) {
                a0 = Float16.add(a0, a);
                weights = Float8.add(weights, Vector8.load(weight, v));
                if (more) {
                    p0 = Float8.add(
                            p0,
                            Vector8.splat(x.get(i + 16) + x.get(i + second) + x.get(i + third) + x.get(i + fourth)));
                }
            } else {
                a0 = Vector16.multiplyAdd(a0, a, weight.get(v));
                a1 = Vector16.multiplyAdd(a1, a, weight.get(v + 1));
                a2 = Vector16.multiplyAdd(a2, a, weight.get(v + 2));
                a3 = Vector16.multiplyAdd(a3, a, weight.get(v + 3));
                a4 = Vector16.multiplyAdd(a4, a, weight.get(v + 4));
                a5 = Vector16.multiplyAdd(a5, a, weight.get(v + 5));
                a6 = Vector16.multiplyAdd(a6, a, weight.get(v + 6));
                a7 = Vector16.multiplyAdd(a7, a, weight.get(v + 7));
                if (more) {
                    Float8 eight = Vector8.load(weight, v);
                    p0 = ridden(p0, eight, x.get(Part.from(i + 16, part)));
                    p1 = ridden(p1, eight, x.get(Part.from(i + second, part)));
                    p2 = ridden(p2, eight, x.get(Part.from(i + third, part)));
                    p3 = ridden(p3, eight, x.get(Part.from(i + fourth, part)));
                }
            }
            i = i + xPlane;
            w = w + 8;
        }
        if (part == Part.MEMORY) {
            a0 = Float16.add(a0, Vector16.splat(Vector8.sum(weights)));
        }
        int r = from + at;
        int p = place;
        putFirst(y, to + p * yPlane + at, a0, residual, r, add, floor, one, count, block, blocks, part);
        p = Planes.next(p, shuffleGroups, channels);
        if (left > 1) {
            putFirst(y, to + p * yPlane + at, a1, residual, r + yPlane, add, floor, one, count, block, blocks, part);
        }
        p = Planes.next(p, shuffleGroups, channels);
        if (left > 2) {
            putFirst(
                    y, to + p * yPlane + at, a2, residual, r + 2 * yPlane, add, floor, one, count, block, blocks, part);
        }
        p = Planes.next(p, shuffleGroups, channels);
        if (left > 3) {
            putFirst(
                    y, to + p * yPlane + at, a3, residual, r + 3 * yPlane, add, floor, one, count, block, blocks, part);
        }
        p = Planes.next(p, shuffleGroups, channels);
        if (left > 4) {
            putFirst(
                    y, to + p * yPlane + at, a4, residual, r + 4 * yPlane, add, floor, one, count, block, blocks, part);
        }
        p = Planes.next(p, shuffleGroups, channels);
        if (left > 5) {
            putFirst(
                    y, to + p * yPlane + at, a5, residual, r + 5 * yPlane, add, floor, one, count, block, blocks, part);
        }
        p = Planes.next(p, shuffleGroups, channels);
        if (left > 6) {
            putFirst(
                    y, to + p * yPlane + at, a6, residual, r + 6 * yPlane, add, floor, one, count, block, blocks, part);
        }
        p = Planes.next(p, shuffleGroups, channels);
        if (left > 7) {
            putFirst(
                    y, to + p * yPlane + at, a7, residual, r + 7 * yPlane, add, floor, one, count, block, blocks, part);
        }
        if (more) {
            float[] lanes = new float[8 * FEW];
            Vector8.put(lanes, 0, p0);
            Vector8.put(lanes, 8, p1);
            Vector8.put(lanes, 16, p2);
            Vector8.put(lanes, 24, p3);
            int channel = place;
            for (int k = 0; k < Math.min(left, 8); k++) {
                for (int pixel = 0; pixel < few; pixel++) {
                    float sum = lanes[8 * pixel + k];
                    if (add) {
                        sum = sum + residual.get(Part.from(r + k * yPlane + 16 + pixel, part));
                    }
                    int goal = Part.to(to + channel * yPlane + at + 16 + pixel, block, blocks, part);
                    y.set(goal, Part.atLeast(sum, floor, part));
                }
                channel = Planes.next(channel, shuffleGroups, channels);
            }
        }
    }

    /** The sums of a pixel that rides along, with one input channel added. */
    private static Float8 ridden(Float8 sum, Float8 weights, float pixel) {
        return Float8.add(sum, Float8.mult(weights, Vector8.splat(pixel)));
    }

    private static void putFirst(
            FloatArray y,
            int at,
            Float16 a,
            FloatArray residual,
            int from,
            boolean add,
            float floor,
            float one,
            int count,
            int group,
            int groups,
            int part) {
        Float16 sum = a;
        if (add) {
            sum = Float16.add(a, Vector16.load(residual, Part.from(from, part)));
        }
        Float16 value = Part.atLeast(sum, floor, one, part);
        int to = Part.to(at, group, groups, part);
        if (count < 16) {
            Vector16.storeFirst(y, to, value, count);
        } else {
            Vector16.store(y, to, value);
        }
    }
}

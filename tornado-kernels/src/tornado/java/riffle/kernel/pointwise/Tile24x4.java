package riffle.kernel.pointwise;

import riffle.kernel.Part;
import riffle.kernel.Planes;
import riffle.kernel.vector.Vector4;
import riffle.kernel.vector.Vector8;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.vectors.Float4;
import uk.ac.manchester.tornado.api.types.vectors.Float8;

/**
 * What pointwise convolutions compute with where vectors have 8 lanes and are 16 in number (AVX2): 4 output channels of
 * a strip of pixels, 24 pixels at a time while that many are left, then 8 at a time; the last 8 overlap those before
 * them. 12 vectors of sums, 3 of pixels and one weight fill the registers, where the tiles of {@link Tile32x8} would
 * need 37. The two halves of a block of 8 output channels come one after the other.
 */
final class Tile24x4 {

    private Tile24x4() {}

    /**
     * {@link PointwiseBlock#strip}, with the same parameters. A half is {@code lanes / 2} channels, 4, which the
     * compiler must not know: where it sees that indices of weights are multiples of 4, LLVM works out four addresses a
     * step instead of one.
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
            int begin,
            int end,
            int left,
            int place,
            int shuffleGroups,
            int channels,
            int relu,
            boolean add,
            int lanes,
            int part) {
        float floor = Planes.floor(relu);
        float one = Planes.one(relu);
        int p0 = place;
        for (int half = 0; half < Math.min(left, 8); half = half + lanes / 2) {
            int p1 = Planes.next(p0, shuffleGroups, channels);
            int p2 = Planes.next(p1, shuffleGroups, channels);
            int p3 = Planes.next(p2, shuffleGroups, channels);
            int above = left - half;
            int packed = block * 8 + half;
            int row = from + half * yPlane;
            int pixel = begin;
            for (int last = end - 23; pixel < last; pixel = pixel + 24) {
                Float8 a0 = Vector8.splat(bias.get(packed));
                Float8 a1 = Vector8.splat(bias.get(packed + 1));
                Float8 a2 = Vector8.splat(bias.get(packed + 2));
                Float8 a3 = Vector8.splat(bias.get(packed + 3));
                Float8 b0 = a0;
                Float8 b1 = a1;
                Float8 b2 = a2;
                Float8 b3 = a3;
                Float8 c0 = a0;
                Float8 c1 = a1;
                Float8 c2 = a2;
                Float8 c3 = a3;
                int i = in + pixel;
                int w = block * channelsPerGroup * 8 + half;
                Float4 weights = Vector4.splat(0f);
                for (int channel = 0; channel < channelsPerGroup; channel++) {
                    int source = Part.from(i, part);
                    Float8 a = Vector8.load(x, source);
                    Float8 b = Vector8.load(x, source + 8);
                    Float8 c = Vector8.load(x, source + 16);
                    int v = Part.from(w, part);
                    if (part == Part.MEMORY) {
                        a0 = Float8.add(a0, a);
                        b0 = Float8.add(b0, b);
                        c0 = Float8.add(c0, c);
                        weights = Float4.add(weights, Vector4.load(weight, v, 1));
                    } else {
                        Float8 w0 = Vector8.splat(weight.get(v));
                        a0 = Float8.add(a0, Float8.mult(a, w0));
                        b0 = Float8.add(b0, Float8.mult(b, w0));
                        c0 = Float8.add(c0, Float8.mult(c, w0));
                        Float8 w1 = Vector8.splat(weight.get(v + 1));
                        a1 = Float8.add(a1, Float8.mult(a, w1));
                        b1 = Float8.add(b1, Float8.mult(b, w1));
                        c1 = Float8.add(c1, Float8.mult(c, w1));
                        Float8 w2 = Vector8.splat(weight.get(v + 2));
                        a2 = Float8.add(a2, Float8.mult(a, w2));
                        b2 = Float8.add(b2, Float8.mult(b, w2));
                        c2 = Float8.add(c2, Float8.mult(c, w2));
                        Float8 w3 = Vector8.splat(weight.get(v + 3));
                        a3 = Float8.add(a3, Float8.mult(a, w3));
                        b3 = Float8.add(b3, Float8.mult(b, w3));
                        c3 = Float8.add(c3, Float8.mult(c, w3));
                    }
                    i = i + xPlane;
                    w = w + 8;
                }
                if (part == Part.MEMORY) {
                    a0 = Float8.add(
                            a0, Vector8.splat((weights.getX() + weights.getY()) + (weights.getZ() + weights.getW())));
                }
                int r = row + pixel;
                put(y, to + p0 * yPlane + pixel, a0, b0, c0, residual, r, add, floor, one, block, blocks, part);
                if (above > 1) {
                    put(
                            y,
                            to + p1 * yPlane + pixel,
                            a1,
                            b1,
                            c1,
                            residual,
                            r + yPlane,
                            add,
                            floor,
                            one,
                            block,
                            blocks,
                            part);
                }
                if (above > 2) {
                    put(
                            y,
                            to + p2 * yPlane + pixel,
                            a2,
                            b2,
                            c2,
                            residual,
                            r + 2 * yPlane,
                            add,
                            floor,
                            one,
                            block,
                            blocks,
                            part);
                }
                if (above > 3) {
                    put(
                            y,
                            to + p3 * yPlane + pixel,
                            a3,
                            b3,
                            c3,
                            residual,
                            r + 3 * yPlane,
                            add,
                            floor,
                            one,
                            block,
                            blocks,
                            part);
                }
            }

            for (int rest = pixel; rest < end; rest = rest + 8) {
                int at = Math.max(Math.min(rest, end - 8), begin);
                int count = end - at;
                Float8 a0 = Vector8.splat(bias.get(packed));
                Float8 a1 = Vector8.splat(bias.get(packed + 1));
                Float8 a2 = Vector8.splat(bias.get(packed + 2));
                Float8 a3 = Vector8.splat(bias.get(packed + 3));
                int i = in + at;
                int w = block * channelsPerGroup * 8 + half;
                Float4 weights = Vector4.splat(0f);
                for (int channel = 0; channel < channelsPerGroup; channel++) {
                    int source = Part.from(i, part);
                    Float8 a = Vector8.load(x, source);
                    int v = Part.from(w, part);
                    if (part == Part.MEMORY) {
                        a0 = Float8.add(a0, a);
                        weights = Float4.add(weights, Vector4.load(weight, v, 1));
                    } else {
                        a0 = Vector8.multiplyAdd(a0, a, weight.get(v));
                        a1 = Vector8.multiplyAdd(a1, a, weight.get(v + 1));
                        a2 = Vector8.multiplyAdd(a2, a, weight.get(v + 2));
                        a3 = Vector8.multiplyAdd(a3, a, weight.get(v + 3));
                    }
                    i = i + xPlane;
                    w = w + 8;
                }
                if (part == Part.MEMORY) {
                    a0 = Float8.add(
                            a0, Vector8.splat((weights.getX() + weights.getY()) + (weights.getZ() + weights.getW())));
                }
                int r = row + at;
                putFirst(y, to + p0 * yPlane + at, a0, residual, r, add, floor, one, count, block, blocks, part);
                if (above > 1) {
                    putFirst(
                            y,
                            to + p1 * yPlane + at,
                            a1,
                            residual,
                            r + yPlane,
                            add,
                            floor,
                            one,
                            count,
                            block,
                            blocks,
                            part);
                }
                if (above > 2) {
                    putFirst(
                            y,
                            to + p2 * yPlane + at,
                            a2,
                            residual,
                            r + 2 * yPlane,
                            add,
                            floor,
                            one,
                            count,
                            block,
                            blocks,
                            part);
                }
                if (above > 3) {
                    putFirst(
                            y,
                            to + p3 * yPlane + at,
                            a3,
                            residual,
                            r + 3 * yPlane,
                            add,
                            floor,
                            one,
                            count,
                            block,
                            blocks,
                            part);
                }
            }
            p0 = Planes.next(p3, shuffleGroups, channels);
        }
    }

    private static void put(
            FloatArray y,
            int at,
            Float8 a,
            Float8 b,
            Float8 c,
            FloatArray residual,
            int from,
            boolean add,
            float floor,
            float one,
            int group,
            int groups,
            int part) {
        Float8 first = a;
        Float8 second = b;
        Float8 third = c;
        if (add) {
            int other = Part.from(from, part);
            first = Float8.add(a, Vector8.load(residual, other));
            second = Float8.add(b, Vector8.load(residual, other + 8));
            third = Float8.add(c, Vector8.load(residual, other + 16));
        }
        int to = Part.to(at, group, groups, part);
        Vector8.store(y, to, Part.atLeast(first, floor, one, part));
        Vector8.store(y, to + 8, Part.atLeast(second, floor, one, part));
        Vector8.store(y, to + 16, Part.atLeast(third, floor, one, part));
    }

    private static void putFirst(
            FloatArray y,
            int at,
            Float8 a,
            FloatArray residual,
            int from,
            boolean add,
            float floor,
            float one,
            int count,
            int group,
            int groups,
            int part) {
        Float8 sum = a;
        if (add) {
            sum = Float8.add(a, Vector8.load(residual, Part.from(from, part)));
        }
        Vector8.store(y, Part.to(at, group, groups, part), Part.atLeast(sum, floor, one, part), count);
    }
}

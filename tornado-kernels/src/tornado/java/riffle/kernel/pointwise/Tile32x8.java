package riffle.kernel.pointwise;

import riffle.kernel.Part;
import riffle.kernel.Planes;
import riffle.kernel.vector.Vector16;
import riffle.kernel.vector.Vector8;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.vectors.Float16;
import uk.ac.manchester.tornado.api.types.vectors.Float8;

/**
 * What pointwise convolutions compute with: 8 output channels of a strip of pixels, 32 pixels at a time;
 * {@link Tile16x8} has what is left of a strip. Sums stay in registers: 16 vectors and the two of pixels for 16
 * multiply-adds. Weights come packed as [block of 8 output channels][input channel of the group][8], groups padded to
 * whole blocks with zeros; biases as [block][8]. On processors with vectors of 8, {@link Tile24x4} computes the same
 * from the same arrays.
 */
final class Tile32x8 {

    private Tile32x8() {}

    /** {@link PointwiseBlock#strip}, with the same parameters. */
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
            boolean ride,
            int part) {
        float floor = Planes.floor(relu);
        float one = Planes.one(relu);

        int kept = Tile16x8.kept(end - begin, ride);
        int pixel = begin;
        for (int last = end - 31 - kept; pixel < last; pixel = pixel + 32) {
            Float16 a0 = Vector16.splat(bias.get(block * 8));
            Float16 a1 = Vector16.splat(bias.get(block * 8 + 1));
            Float16 a2 = Vector16.splat(bias.get(block * 8 + 2));
            Float16 a3 = Vector16.splat(bias.get(block * 8 + 3));
            Float16 a4 = Vector16.splat(bias.get(block * 8 + 4));
            Float16 a5 = Vector16.splat(bias.get(block * 8 + 5));
            Float16 a6 = Vector16.splat(bias.get(block * 8 + 6));
            Float16 a7 = Vector16.splat(bias.get(block * 8 + 7));
            Float16 b0 = a0;
            Float16 b1 = a1;
            Float16 b2 = a2;
            Float16 b3 = a3;
            Float16 b4 = a4;
            Float16 b5 = a5;
            Float16 b6 = a6;
            Float16 b7 = a7;
            int i = in + pixel;
            int w = block * channelsPerGroup * 8;
            Float8 weights = Vector8.splat(0f);
            for (int c = 0; c < channelsPerGroup; c++) {
                int at = Part.from(i, part);
                Float16 a = Vector16.load(x, at);
                Float16 b = Vector16.load(x, at + 16);
                int v = Part.from(w, part);
                if (part == Part.MEMORY) {
                    a0 = Float16.add(a0, a);
                    b0 = Float16.add(b0, b);
                    weights = Float8.add(weights, Vector8.load(weight, v));
                } else {
                    Float16 w0 = Vector16.splat(weight.get(v));
                    a0 = Float16.add(a0, Float16.mult(a, w0));
                    b0 = Float16.add(b0, Float16.mult(b, w0));
                    Float16 w1 = Vector16.splat(weight.get(v + 1));
                    a1 = Float16.add(a1, Float16.mult(a, w1));
                    b1 = Float16.add(b1, Float16.mult(b, w1));
                    Float16 w2 = Vector16.splat(weight.get(v + 2));
                    a2 = Float16.add(a2, Float16.mult(a, w2));
                    b2 = Float16.add(b2, Float16.mult(b, w2));
                    Float16 w3 = Vector16.splat(weight.get(v + 3));
                    a3 = Float16.add(a3, Float16.mult(a, w3));
                    b3 = Float16.add(b3, Float16.mult(b, w3));
                    Float16 w4 = Vector16.splat(weight.get(v + 4));
                    a4 = Float16.add(a4, Float16.mult(a, w4));
                    b4 = Float16.add(b4, Float16.mult(b, w4));
                    Float16 w5 = Vector16.splat(weight.get(v + 5));
                    a5 = Float16.add(a5, Float16.mult(a, w5));
                    b5 = Float16.add(b5, Float16.mult(b, w5));
                    Float16 w6 = Vector16.splat(weight.get(v + 6));
                    a6 = Float16.add(a6, Float16.mult(a, w6));
                    b6 = Float16.add(b6, Float16.mult(b, w6));
                    Float16 w7 = Vector16.splat(weight.get(v + 7));
                    a7 = Float16.add(a7, Float16.mult(a, w7));
                    b7 = Float16.add(b7, Float16.mult(b, w7));
                }
                i = i + xPlane;
                w = w + 8;
            }
            if (part == Part.MEMORY) {
                a0 = Float16.add(a0, Vector16.splat(Vector8.sum(weights)));
            }
            int r = from + pixel;
            int p = place;
            put(y, to + p * yPlane + pixel, a0, b0, residual, r, add, floor, one, block, blocks, part);
            p = Planes.next(p, shuffleGroups, channels);
            if (left > 1) {
                put(y, to + p * yPlane + pixel, a1, b1, residual, r + yPlane, add, floor, one, block, blocks, part);
            }
            p = Planes.next(p, shuffleGroups, channels);
            if (left > 2) {
                put(y, to + p * yPlane + pixel, a2, b2, residual, r + 2 * yPlane, add, floor, one, block, blocks, part);
            }
            p = Planes.next(p, shuffleGroups, channels);
            if (left > 3) {
                put(y, to + p * yPlane + pixel, a3, b3, residual, r + 3 * yPlane, add, floor, one, block, blocks, part);
            }
            p = Planes.next(p, shuffleGroups, channels);
            if (left > 4) {
                put(y, to + p * yPlane + pixel, a4, b4, residual, r + 4 * yPlane, add, floor, one, block, blocks, part);
            }
            p = Planes.next(p, shuffleGroups, channels);
            if (left > 5) {
                put(y, to + p * yPlane + pixel, a5, b5, residual, r + 5 * yPlane, add, floor, one, block, blocks, part);
            }
            p = Planes.next(p, shuffleGroups, channels);
            if (left > 6) {
                put(y, to + p * yPlane + pixel, a6, b6, residual, r + 6 * yPlane, add, floor, one, block, blocks, part);
            }
            p = Planes.next(p, shuffleGroups, channels);
            if (left > 7) {
                put(y, to + p * yPlane + pixel, a7, b7, residual, r + 7 * yPlane, add, floor, one, block, blocks, part);
            }
        }

        Tile16x8.strip(
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
                begin,
                pixel,
                end,
                kept,
                left,
                place,
                shuffleGroups,
                channels,
                relu,
                add,
                part);
    }

    private static void put(
            FloatArray y,
            int at,
            Float16 a,
            Float16 b,
            FloatArray residual,
            int from,
            boolean add,
            float floor,
            float one,
            int group,
            int groups,
            int part) {
        Float16 first = a;
        Float16 second = b;
        if (add) {
            int other = Part.from(from, part);
            first = Float16.add(a, Vector16.load(residual, other));
            second = Float16.add(b, Vector16.load(residual, other + 16));
        }
        int to = Part.to(at, group, groups, part);
        Vector16.store(y, to, Part.atLeast(first, floor, one, part));
        Vector16.store(y, to + 16, Part.atLeast(second, floor, one, part));
    }
}

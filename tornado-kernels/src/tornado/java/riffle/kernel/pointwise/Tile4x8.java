package riffle.kernel.pointwise;

import riffle.kernel.Planes;
import riffle.kernel.vector.Vector4;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.vectors.Float4;

/**
 * Where the narrow convolution kernels put what a work-item computes: 4 pixels of a row, of a block of 8 output
 * channels.
 */
public final class Tile4x8 {

    private Tile4x8() {}

    /**
     * Stores the sums of a block, with a residual added first if there is one.
     *
     * @param at where the pixels lie in channel 0 of y
     * @param yPlane from a channel of y to the next
     * @param place where the block's first channel goes among those of y; the next {@code shuffleGroups} further
     * @param left channels from the block's first to the end of its group
     * @param from where the pixels of the block's first channel lie in the residual
     * @param xPlane from a channel of the residual to the next
     * @param count pixels of the row from the first of these on
     */
    public static void store(
            Float4 a0,
            Float4 a1,
            Float4 a2,
            Float4 a3,
            Float4 a4,
            Float4 a5,
            Float4 a6,
            Float4 a7,
            FloatArray y,
            int at,
            int yPlane,
            int place,
            int shuffleGroups,
            int channels,
            int left,
            FloatArray residual,
            int from,
            int xPlane,
            boolean add,
            float floor,
            int count) {
        int p = place;
        put(y, at + p * yPlane, a0, residual, from, add, floor, count);
        p = Planes.next(p, shuffleGroups, channels);
        if (left > 1) {
            put(y, at + p * yPlane, a1, residual, from + xPlane, add, floor, count);
        }
        p = Planes.next(p, shuffleGroups, channels);
        if (left > 2) {
            put(y, at + p * yPlane, a2, residual, from + 2 * xPlane, add, floor, count);
        }
        p = Planes.next(p, shuffleGroups, channels);
        if (left > 3) {
            put(y, at + p * yPlane, a3, residual, from + 3 * xPlane, add, floor, count);
        }
        p = Planes.next(p, shuffleGroups, channels);
        if (left > 4) {
            put(y, at + p * yPlane, a4, residual, from + 4 * xPlane, add, floor, count);
        }
        p = Planes.next(p, shuffleGroups, channels);
        if (left > 5) {
            put(y, at + p * yPlane, a5, residual, from + 5 * xPlane, add, floor, count);
        }
        p = Planes.next(p, shuffleGroups, channels);
        if (left > 6) {
            put(y, at + p * yPlane, a6, residual, from + 6 * xPlane, add, floor, count);
        }
        p = Planes.next(p, shuffleGroups, channels);
        if (left > 7) {
            put(y, at + p * yPlane, a7, residual, from + 7 * xPlane, add, floor, count);
        }
    }

    private static void put(
            FloatArray y, int at, Float4 a, FloatArray residual, int from, boolean add, float floor, int count) {
        Float4 sum = a;
        if (add) {
            sum = Float4.add(a, Vector4.load(residual, from, 1));
        }
        Vector4.store(y, at, sum, floor, count);
    }
}

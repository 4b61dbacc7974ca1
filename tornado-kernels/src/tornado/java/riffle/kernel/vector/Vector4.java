package riffle.kernel.vector;

import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.vectors.Float4;

/**
 * Four neighbouring elements at once, what the kernels for GPUs compute with. Loads and stores are written element by
 * element: some compilers for processors join them to vector accesses, and on a GPU the work-items beside each other
 * share their cache lines.
 */
public final class Vector4 {

    /** Elements that a work-item computes side by side. */
    public static final int COUNT = 4;

    private Vector4() {}

    /** The same value in every lane. */
    public static Float4 splat(float value) {
        return new Float4(value, value, value, value);
    }

    /** Four elements, {@code stride} apart. */
    public static Float4 load(FloatArray from, int i, int stride) {
        return new Float4(from.get(i), from.get(i + stride), from.get(i + 2 * stride), from.get(i + 3 * stride));
    }

    /** sum + a * b, lane by lane. */
    public static Float4 multiplyAdd(Float4 sum, Float4 a, float b) {
        return Float4.add(sum, Float4.mult(a, splat(b)));
    }

    /** Stores the first {@code count} lanes, none below {@code floor}; all of them where count is 4 or more. */
    public static void store(FloatArray to, int i, Float4 v, float floor, int count) {
        to.set(i, Math.max(v.getX(), floor));
        if (count >= COUNT) {
            to.set(i + 1, Math.max(v.getY(), floor));
            to.set(i + 2, Math.max(v.getZ(), floor));
            to.set(i + 3, Math.max(v.getW(), floor));
        } else {
            if (count > 1) {
                to.set(i + 1, Math.max(v.getY(), floor));
            }
            if (count > 2) {
                to.set(i + 2, Math.max(v.getZ(), floor));
            }
        }
    }
}

package riffle.kernel.vector;

import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.vectors.Float8;

/**
 * Eight neighbouring elements at once. Loads and stores are written element by element: the OpenCL compiler joins them
 * to vector accesses, at any alignment, and buffers stay plain arrays of float.
 */
public final class Vector8 {

    /** Elements that a work-item computes side by side. */
    public static final int COUNT = 8;

    private Vector8() {}

    /** The same value in every lane. */
    public static Float8 splat(float value) {
        return new Float8(value, value, value, value, value, value, value, value);
    }

    /** Elements i to i + 7. */
    public static Float8 load(FloatArray from, int i) {
        return new Float8(
                from.get(i),
                from.get(i + 1),
                from.get(i + 2),
                from.get(i + 3),
                from.get(i + 4),
                from.get(i + 5),
                from.get(i + 6),
                from.get(i + 7));
    }

    /** Eight elements, {@code stride} apart. */
    public static Float8 load(FloatArray from, int i, int stride) {
        return new Float8(
                from.get(i),
                from.get(i + stride),
                from.get(i + 2 * stride),
                from.get(i + 3 * stride),
                from.get(i + 4 * stride),
                from.get(i + 5 * stride),
                from.get(i + 6 * stride),
                from.get(i + 7 * stride));
    }

    /** sum + a * b, lane by lane. */
    public static Float8 multiplyAdd(Float8 sum, Float8 a, float b) {
        return Float8.add(sum, Float8.mult(a, splat(b)));
    }

    /** {@link Vector16#atLeast} of eight. */
    public static Float8 atLeast(Float8 v, float floor, float one) {
        return Float8.mult(atLeast(v, floor), splat(one));
    }

    /** Each lane, or {@code floor} where that is larger; NaN stays NaN. */
    public static Float8 atLeast(Float8 v, float floor) {
        return new Float8(
                Math.max(v.getS0(), floor),
                Math.max(v.getS1(), floor),
                Math.max(v.getS2(), floor),
                Math.max(v.getS3(), floor),
                Math.max(v.getS4(), floor),
                Math.max(v.getS5(), floor),
                Math.max(v.getS6(), floor),
                Math.max(v.getS7(), floor));
    }

    /** The sum of all lanes. */
    public static float sum(Float8 v) {
        float low = (v.getS0() + v.getS1()) + (v.getS2() + v.getS3());
        float high = (v.getS4() + v.getS5()) + (v.getS6() + v.getS7());
        return low + high;
    }

    /** Writes a vector to private memory, from where its lanes can be taken in any order. */
    public static void put(float[] to, int i, Float8 v) {
        to[i] = v.getS0();
        to[i + 1] = v.getS1();
        to[i + 2] = v.getS2();
        to[i + 3] = v.getS3();
        to[i + 4] = v.getS4();
        to[i + 5] = v.getS5();
        to[i + 6] = v.getS6();
        to[i + 7] = v.getS7();
    }

    /** Stores all lanes. */
    public static void store(FloatArray to, int i, Float8 v) {
        to.set(i, v.getS0());
        to.set(i + 1, v.getS1());
        to.set(i + 2, v.getS2());
        to.set(i + 3, v.getS3());
        to.set(i + 4, v.getS4());
        to.set(i + 5, v.getS5());
        to.set(i + 6, v.getS6());
        to.set(i + 7, v.getS7());
    }

    /** Stores the first {@code count} lanes; all of them where count is 8 or more. */
    public static void store(FloatArray to, int i, Float8 v, int count) {
        if (count >= COUNT) {
            store(to, i, v);
        } else {
            to.set(i, v.getS0());
            if (count > 1) {
                to.set(i + 1, v.getS1());
            }
            if (count > 2) {
                to.set(i + 2, v.getS2());
            }
            if (count > 3) {
                to.set(i + 3, v.getS3());
            }
            if (count > 4) {
                to.set(i + 4, v.getS4());
            }
            if (count > 5) {
                to.set(i + 5, v.getS5());
            }
            if (count > 6) {
                to.set(i + 6, v.getS6());
            }
        }
    }
}

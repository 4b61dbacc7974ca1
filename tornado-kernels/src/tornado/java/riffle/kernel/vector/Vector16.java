package riffle.kernel.vector;

import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.collections.VectorFloat16;
import uk.ac.manchester.tornado.api.types.vectors.Float16;
import uk.ac.manchester.tornado.api.types.vectors.Float4;
import uk.ac.manchester.tornado.api.types.vectors.Float8;

/**
 * Sixteen neighbouring elements at once: one register of AVX-512, two of AVX2. Like {@link Vector8}, element by element
 * in the source.
 *
 * <p>On PoCL the vectors of a kernel stay whole only if the kernel calls {@link #block} somewhere: LLVM cuts vectors to
 * 256 bits on processors that may slow down, unless a function takes or returns wider ones, as vload16 does.
 */
public final class Vector16 {

    /** Elements of a vector. */
    public static final int COUNT = 16;

    private Vector16() {}

    /** The same value in every lane. */
    public static Float16 splat(float value) {
        return new Float16(
                value, value, value, value, value, value, value, value, value, value, value, value, value, value, value,
                value);
    }

    /** Elements i to i + 15. */
    public static Float16 load(FloatArray from, int i) {
        return new Float16(
                from.get(i),
                from.get(i + 1),
                from.get(i + 2),
                from.get(i + 3),
                from.get(i + 4),
                from.get(i + 5),
                from.get(i + 6),
                from.get(i + 7),
                from.get(i + 8),
                from.get(i + 9),
                from.get(i + 10),
                from.get(i + 11),
                from.get(i + 12),
                from.get(i + 13),
                from.get(i + 14),
                from.get(i + 15));
    }

    /**
     * Like {@link #load}, but what lies behind element {@code last} is that element again: reads nothing further on.
     */
    public static Float16 loadUpTo(FloatArray from, int i, int last) {
        return new Float16(
                from.get(Math.min(i + 0, last)),
                from.get(Math.min(i + 1, last)),
                from.get(Math.min(i + 2, last)),
                from.get(Math.min(i + 3, last)),
                from.get(Math.min(i + 4, last)),
                from.get(Math.min(i + 5, last)),
                from.get(Math.min(i + 6, last)),
                from.get(Math.min(i + 7, last)),
                from.get(Math.min(i + 8, last)),
                from.get(Math.min(i + 9, last)),
                from.get(Math.min(i + 10, last)),
                from.get(Math.min(i + 11, last)),
                from.get(Math.min(i + 12, last)),
                from.get(Math.min(i + 13, last)),
                from.get(Math.min(i + 14, last)),
                from.get(Math.min(i + 15, last)));
    }

    /** Each lane's left neighbour; {@code first} for lane 0. */
    public static Float16 before(float first, Float16 v) {
        return new Float16(
                first, v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6), v.get(7), v.get(8),
                v.get(9), v.get(10), v.get(11), v.get(12), v.get(13), v.get(14));
    }

    /** Each lane's right neighbour; {@code last} for lane 15. */
    public static Float16 after(Float16 v, float last) {
        return new Float16(
                v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6), v.get(7), v.get(8), v.get(9), v.get(10),
                v.get(11), v.get(12), v.get(13), v.get(14), v.get(15), last);
    }

    /** Elements 0, 2, 4 to 30 of 32. */
    public static Float16 even(Float16 a, Float16 b) {
        return new Float16(
                a.get(0), a.get(2), a.get(4), a.get(6), a.get(8), a.get(10), a.get(12), a.get(14), b.get(0), b.get(2),
                b.get(4), b.get(6), b.get(8), b.get(10), b.get(12), b.get(14));
    }

    /** Elements 1, 3, 5 to 31 of 32. */
    public static Float16 odd(Float16 a, Float16 b) {
        return new Float16(
                a.get(1), a.get(3), a.get(5), a.get(7), a.get(9), a.get(11), a.get(13), a.get(15), b.get(1), b.get(3),
                b.get(5), b.get(7), b.get(9), b.get(11), b.get(13), b.get(15));
    }

    /** 1 in the first {@code count} lanes, 0 in the others. */
    public static Float16 ones(int count) {
        return new Float16(
                one(0, count),
                one(1, count),
                one(2, count),
                one(3, count),
                one(4, count),
                one(5, count),
                one(6, count),
                one(7, count),
                one(8, count),
                one(9, count),
                one(10, count),
                one(11, count),
                one(12, count),
                one(13, count),
                one(14, count),
                one(15, count));
    }

    private static float one(int lane, int count) {
        return Math.min(Math.max(count - lane, 0), 1);
    }

    /** Infinity where there is a one, 0 where there is a 0. */
    public static Float16 limits(Float16 ones) {
        return Float16.div(ones, Float16.sub(splat(1f), ones));
    }

    /**
     * Vector8 where there is a one, 0 where there is a 0, NaN and infinities among them. Where limits are 0 or
     * infinity, a minimum is a choice: what stands before each source makes it one for NaN too.
     */
    public static Float16 first(Float16 v, Float16 ones, Float16 limits) {
        Float16 p = Float16.mult(v, ones);
        return new Float16(
                Math.min(p.get(0), limits.get(0)),
                Math.min(p.get(1), limits.get(1)),
                Math.min(p.get(2), limits.get(2)),
                Math.min(p.get(3), limits.get(3)),
                Math.min(p.get(4), limits.get(4)),
                Math.min(p.get(5), limits.get(5)),
                Math.min(p.get(6), limits.get(6)),
                Math.min(p.get(7), limits.get(7)),
                Math.min(p.get(8), limits.get(8)),
                Math.min(p.get(9), limits.get(9)),
                Math.min(p.get(10), limits.get(10)),
                Math.min(p.get(11), limits.get(11)),
                Math.min(p.get(12), limits.get(12)),
                Math.min(p.get(13), limits.get(13)),
                Math.min(p.get(14), limits.get(14)),
                Math.min(p.get(15), limits.get(15)));
    }

    /** sum + a * b, lane by lane. */
    public static Float16 multiplyAdd(Float16 sum, Float16 a, float b) {
        return Float16.add(sum, Float16.mult(a, splat(b)));
    }

    /**
     * Each lane, or {@code floor} where that is larger; NaN stays NaN.
     *
     * @param one {@link riffle.kernel.Planes#one}: a product of vectors keeps the maxima together, which LLVM would
     *     take and store one by one
     */
    public static Float16 atLeast(Float16 v, float floor, float one) {
        Float16 larger = new Float16(
                Math.max(v.get(0), floor),
                Math.max(v.get(1), floor),
                Math.max(v.get(2), floor),
                Math.max(v.get(3), floor),
                Math.max(v.get(4), floor),
                Math.max(v.get(5), floor),
                Math.max(v.get(6), floor),
                Math.max(v.get(7), floor),
                Math.max(v.get(8), floor),
                Math.max(v.get(9), floor),
                Math.max(v.get(10), floor),
                Math.max(v.get(11), floor),
                Math.max(v.get(12), floor),
                Math.max(v.get(13), floor),
                Math.max(v.get(14), floor),
                Math.max(v.get(15), floor));
        return Float16.mult(larger, splat(one));
    }

    /** Stores all lanes. */
    public static void store(FloatArray to, int i, Float16 v) {
        to.set(i, v.get(0));
        to.set(i + 1, v.get(1));
        to.set(i + 2, v.get(2));
        to.set(i + 3, v.get(3));
        to.set(i + 4, v.get(4));
        to.set(i + 5, v.get(5));
        to.set(i + 6, v.get(6));
        to.set(i + 7, v.get(7));
        to.set(i + 8, v.get(8));
        to.set(i + 9, v.get(9));
        to.set(i + 10, v.get(10));
        to.set(i + 11, v.get(11));
        to.set(i + 12, v.get(12));
        to.set(i + 13, v.get(13));
        to.set(i + 14, v.get(14));
        to.set(i + 15, v.get(15));
    }

    /**
     * Stores the first {@code count} lanes, of which there are fewer than 16. From the last one down: a compiler that
     * finds the same first store here and in {@link #store} draws both together, and leaves lanes where a vector could
     * be stored.
     */
    public static void storeFirst(FloatArray to, int i, Float16 v, int count) {
        if (count > 14) {
            to.set(i + 14, v.get(14));
        }
        if (count > 13) {
            to.set(i + 13, v.get(13));
        }
        if (count > 12) {
            to.set(i + 12, v.get(12));
        }
        if (count > 11) {
            to.set(i + 11, v.get(11));
        }
        if (count > 10) {
            to.set(i + 10, v.get(10));
        }
        if (count > 9) {
            to.set(i + 9, v.get(9));
        }
        if (count > 8) {
            to.set(i + 8, v.get(8));
        }
        if (count > 7) {
            to.set(i + 7, v.get(7));
        }
        if (count > 6) {
            to.set(i + 6, v.get(6));
        }
        if (count > 5) {
            to.set(i + 5, v.get(5));
        }
        if (count > 4) {
            to.set(i + 4, v.get(4));
        }
        if (count > 3) {
            to.set(i + 3, v.get(3));
        }
        if (count > 2) {
            to.set(i + 2, v.get(2));
        }
        if (count > 1) {
            to.set(i + 1, v.get(1));
        }
        to.set(i, v.get(0));
    }

    /**
     * Elements 16 i to 16 i + 15, by the OpenCL function vload16. PoCL 3.1 makes eight loads of it: not for inner
     * loops.
     */
    public static Float16 block(FloatArray from, int i) {
        return new VectorFloat16(from).get(i);
    }

    /** sum + a * b, lane by lane: two statements in OpenCL, which the compiler is asked to fuse. */
    public static Float16 multiplyAdd(Float16 sum, Float16 a, Float16 b) {
        return Float16.add(sum, Float16.mult(a, b));
    }

    /**
     * All lanes, half to half, as vectors until four are left: a tree of scalars the OpenCL compiler would order anew,
     * in an order that depends on that of the declarations.
     */
    public static float sum(Float16 v) {
        Float8 low = new Float8(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5), v.get(6), v.get(7));
        Float8 high = new Float8(v.get(8), v.get(9), v.get(10), v.get(11), v.get(12), v.get(13), v.get(14), v.get(15));
        Float8 eight = Float8.add(low, high);
        Float4 four = Float4.add(
                new Float4(eight.get(0), eight.get(1), eight.get(2), eight.get(3)),
                new Float4(eight.get(4), eight.get(5), eight.get(6), eight.get(7)));
        return (four.get(0) + four.get(2)) + (four.get(1) + four.get(3));
    }

    /** Sixteen elements of private memory. */
    public static Float16 take(float[] from, int i) {
        return new Float16(
                from[i],
                from[i + 1],
                from[i + 2],
                from[i + 3],
                from[i + 4],
                from[i + 5],
                from[i + 6],
                from[i + 7],
                from[i + 8],
                from[i + 9],
                from[i + 10],
                from[i + 11],
                from[i + 12],
                from[i + 13],
                from[i + 14],
                from[i + 15]);
    }

    /** Writes a vector to private memory, from where its lanes can be taken in a loop. */
    public static void put(float[] to, int i, Float16 v) {
        to[i] = v.getS0();
        to[i + 1] = v.getS1();
        to[i + 2] = v.getS2();
        to[i + 3] = v.getS3();
        to[i + 4] = v.getS4();
        to[i + 5] = v.getS5();
        to[i + 6] = v.getS6();
        to[i + 7] = v.getS7();
        to[i + 8] = v.getS8();
        to[i + 9] = v.getS9();
        to[i + 10] = v.getS10();
        to[i + 11] = v.getS11();
        to[i + 12] = v.getS12();
        to[i + 13] = v.getS13();
        to[i + 14] = v.getS14();
        to[i + 15] = v.getS15();
    }

    /** The root of each lane. */
    public static Float16 sqrt(Float16 v) {
        return new Float16(
                TornadoMath.sqrt(v.getS0()),
                TornadoMath.sqrt(v.getS1()),
                TornadoMath.sqrt(v.getS2()),
                TornadoMath.sqrt(v.getS3()),
                TornadoMath.sqrt(v.getS4()),
                TornadoMath.sqrt(v.getS5()),
                TornadoMath.sqrt(v.getS6()),
                TornadoMath.sqrt(v.getS7()),
                TornadoMath.sqrt(v.getS8()),
                TornadoMath.sqrt(v.getS9()),
                TornadoMath.sqrt(v.getS10()),
                TornadoMath.sqrt(v.getS11()),
                TornadoMath.sqrt(v.getS12()),
                TornadoMath.sqrt(v.getS13()),
                TornadoMath.sqrt(v.getS14()),
                TornadoMath.sqrt(v.getS15()));
    }

    /** Stores the first {@code count} lanes; all of them where count is 16 or more. */
    public static void store(FloatArray to, int i, Float16 v, int count) {
        if (count >= COUNT) {
            store(to, i, v);
        } else {
            float[] lanes = new float[COUNT];
            put(lanes, 0, v);
            for (int lane = 0; lane < count; lane++) {
                to.set(i + lane, lanes[lane]);
            }
        }
    }
}

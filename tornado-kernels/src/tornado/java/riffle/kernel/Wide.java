package riffle.kernel;

import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.collections.VectorFloat16;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * Sixteen neighbouring elements at once, beside {@link Lanes} for eight. On PoCL the vectors of a kernel stay whole, in
 * registers of 512 bits where the processor has them, only if the kernel calls {@link #block} somewhere: LLVM cuts vectors
 * to 256 bits on processors that may slow down, unless a function takes or returns wider ones, as vload16 does.
 */
final class Wide {

    /** Elements of a vector. */
    static final int COUNT = 16;

    private Wide() {}

    static Float16 splat(float v) {
        return new Float16(v, v, v, v, v, v, v, v, v, v, v, v, v, v, v, v);
    }

    static Float16 load(FloatArray from, int i) {
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
     * Elements 16 i to 16 i + 15, by the OpenCL function vload16. PoCL 3.1 makes eight loads of it: not for inner loops.
     */
    static Float16 block(FloatArray from, int i) {
        return new VectorFloat16(from).get(i);
    }

    /**
     * sum + a * b, lane by lane: two operations. The OpenCL compiler does not fuse them, but processors that add and multiply
     * in different units run them as fast as one, and the sum waits for the addition alone.
     */
    static Float16 multiplyAdd(Float16 sum, Float16 a, Float16 b) {
        return Float16.add(sum, Float16.mult(a, b));
    }

    /** Writes a vector to private memory, from where its lanes can be taken in a loop. */
    static void put(float[] to, int i, Float16 v) {
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

    static Float16 sqrt(Float16 v) {
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
    static void store(FloatArray to, int i, Float16 v, int count) {
        if (count >= COUNT) {
            to.set(i, v.getS0());
            to.set(i + 1, v.getS1());
            to.set(i + 2, v.getS2());
            to.set(i + 3, v.getS3());
            to.set(i + 4, v.getS4());
            to.set(i + 5, v.getS5());
            to.set(i + 6, v.getS6());
            to.set(i + 7, v.getS7());
            to.set(i + 8, v.getS8());
            to.set(i + 9, v.getS9());
            to.set(i + 10, v.getS10());
            to.set(i + 11, v.getS11());
            to.set(i + 12, v.getS12());
            to.set(i + 13, v.getS13());
            to.set(i + 14, v.getS14());
            to.set(i + 15, v.getS15());
        } else {
            float[] lanes = new float[COUNT];
            put(lanes, 0, v);
            for (int lane = 0; lane < count; lane++) {
                to.set(i + lane, lanes[lane]);
            }
        }
    }
}

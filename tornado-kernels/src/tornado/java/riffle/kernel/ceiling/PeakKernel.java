package riffle.kernel.ceiling;

import riffle.kernel.Part;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.vectors.Float16;
import uk.ac.manchester.tornado.api.types.vectors.Float2;
import uk.ac.manchester.tornado.api.types.vectors.Float4;
import uk.ac.manchester.tornado.api.types.vectors.Float8;

/**
 * Multiply-adds and little else: what the device computes at best. A work-item runs ten independent chains v = v a + b,
 * by vectors of 1 to 16 lanes: enough to hide the latency of a multiply-add on two pipes. a and b come from memory and
 * the end of every chain goes into the result, so no compiler knows or drops any of it.
 *
 * <p>Multiply-adds are written lane by lane, because TornadoVM fuses scalars alone; the OpenCL compiler joins them
 * again.
 *
 * <p>Work-items: x.
 */
public final class PeakKernel {

    private PeakKernel() {}

    /** y[to + item] = the sum of ten chains of scalars after so many rounds; chain k starts at k + 1 + x[2] item. */
    public static void peak1(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        int item = context.globalIdx;
        int rounds = shape.get(0);
        float a = x.get(0);
        float b = x.get(1);
        float start = x.get(2) * item;
        float v0 = start + 1f;
        float v1 = start + 2f;
        float v2 = start + 3f;
        float v3 = start + 4f;
        float v4 = start + 5f;
        float v5 = start + 6f;
        float v6 = start + 7f;
        float v7 = start + 8f;
        float v8 = start + 9f;
        float v9 = start + 10f;
        for (int r = 0; r < rounds; r++) {
            v0 = v0 * a + b;
            v1 = v1 * a + b;
            v2 = v2 * a + b;
            v3 = v3 * a + b;
            v4 = v4 * a + b;
            v5 = v5 * a + b;
            v6 = v6 * a + b;
            v7 = v7 * a + b;
            v8 = v8 * a + b;
            v9 = v9 * a + b;
        }
        float sum = (v0 + v1) + (v2 + v3) + (v4 + v5) + (v6 + v7) + (v8 + v9);
        int to = shape.get(1);
        y.set(to + item, sum);
    }

    /** y[to + item] = the sum of ten chains of 2 lanes after so many rounds; chain k starts at k + 1 + x[2] item. */
    public static void peak2(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        int item = context.globalIdx;
        int rounds = shape.get(0);
        Float2 a = splat2(x.get(0));
        Float2 b = splat2(x.get(1));
        float start = x.get(2) * item;
        Float2 v0 = splat2(start + 1f);
        Float2 v1 = splat2(start + 2f);
        Float2 v2 = splat2(start + 3f);
        Float2 v3 = splat2(start + 4f);
        Float2 v4 = splat2(start + 5f);
        Float2 v5 = splat2(start + 6f);
        Float2 v6 = splat2(start + 7f);
        Float2 v7 = splat2(start + 8f);
        Float2 v8 = splat2(start + 9f);
        Float2 v9 = splat2(start + 10f);
        for (int r = 0; r < rounds; r++) {
            v0 = fuse(v0, a, b);
            v1 = fuse(v1, a, b);
            v2 = fuse(v2, a, b);
            v3 = fuse(v3, a, b);
            v4 = fuse(v4, a, b);
            v5 = fuse(v5, a, b);
            v6 = fuse(v6, a, b);
            v7 = fuse(v7, a, b);
            v8 = fuse(v8, a, b);
            v9 = fuse(v9, a, b);
        }
        Float2 low = Float2.add(Float2.add(v0, v1), Float2.add(v2, v3));
        Float2 high = Float2.add(Float2.add(v4, v5), Float2.add(v6, v7));
        Float2 sum = Float2.add(Float2.add(low, high), Float2.add(v8, v9));
        int to = shape.get(1);
        y.set(to + item, lanes(sum));
    }

    /** y[to + item] = the sum of ten chains of 4 lanes after so many rounds; chain k starts at k + 1 + x[2] item. */
    public static void peak4(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        int item = context.globalIdx;
        int rounds = shape.get(0);
        Float4 a = splat4(x.get(0));
        Float4 b = splat4(x.get(1));
        float start = x.get(2) * item;
        Float4 v0 = splat4(start + 1f);
        Float4 v1 = splat4(start + 2f);
        Float4 v2 = splat4(start + 3f);
        Float4 v3 = splat4(start + 4f);
        Float4 v4 = splat4(start + 5f);
        Float4 v5 = splat4(start + 6f);
        Float4 v6 = splat4(start + 7f);
        Float4 v7 = splat4(start + 8f);
        Float4 v8 = splat4(start + 9f);
        Float4 v9 = splat4(start + 10f);
        for (int r = 0; r < rounds; r++) {
            v0 = fuse(v0, a, b);
            v1 = fuse(v1, a, b);
            v2 = fuse(v2, a, b);
            v3 = fuse(v3, a, b);
            v4 = fuse(v4, a, b);
            v5 = fuse(v5, a, b);
            v6 = fuse(v6, a, b);
            v7 = fuse(v7, a, b);
            v8 = fuse(v8, a, b);
            v9 = fuse(v9, a, b);
        }
        Float4 low = Float4.add(Float4.add(v0, v1), Float4.add(v2, v3));
        Float4 high = Float4.add(Float4.add(v4, v5), Float4.add(v6, v7));
        Float4 sum = Float4.add(Float4.add(low, high), Float4.add(v8, v9));
        int to = shape.get(1);
        y.set(to + item, lanes(sum));
    }

    /** y[to + item] = the sum of ten chains of 8 lanes after so many rounds; chain k starts at k + 1 + x[2] item. */
    public static void peak8(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        int item = context.globalIdx;
        int rounds = shape.get(0);
        Float8 a = splat8(x.get(0));
        Float8 b = splat8(x.get(1));
        float start = x.get(2) * item;
        Float8 v0 = splat8(start + 1f);
        Float8 v1 = splat8(start + 2f);
        Float8 v2 = splat8(start + 3f);
        Float8 v3 = splat8(start + 4f);
        Float8 v4 = splat8(start + 5f);
        Float8 v5 = splat8(start + 6f);
        Float8 v6 = splat8(start + 7f);
        Float8 v7 = splat8(start + 8f);
        Float8 v8 = splat8(start + 9f);
        Float8 v9 = splat8(start + 10f);
        for (int r = 0; r < rounds; r++) {
            v0 = fuse(v0, a, b);
            v1 = fuse(v1, a, b);
            v2 = fuse(v2, a, b);
            v3 = fuse(v3, a, b);
            v4 = fuse(v4, a, b);
            v5 = fuse(v5, a, b);
            v6 = fuse(v6, a, b);
            v7 = fuse(v7, a, b);
            v8 = fuse(v8, a, b);
            v9 = fuse(v9, a, b);
        }
        Float8 low = Float8.add(Float8.add(v0, v1), Float8.add(v2, v3));
        Float8 high = Float8.add(Float8.add(v4, v5), Float8.add(v6, v7));
        Float8 sum = Float8.add(Float8.add(low, high), Float8.add(v8, v9));
        int to = shape.get(1);
        y.set(to + item, lanes(sum));
    }

    /** y[to + item] = the sum of ten chains of 16 lanes after so many rounds; chain k starts at k + 1 + x[2] item. */
    public static void peak16(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        body16(context, shape, x, y, Part.ALL);
    }

    /** Its memory traffic alone: {@link Part#MEMORY}. */
    public static void peak16Memory(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        body16(context, shape, x, y, Part.MEMORY);
    }

    /** Its arithmetic alone: {@link Part#COMPUTE}. */
    public static void peak16Compute(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        body16(context, shape, x, y, Part.COMPUTE);
    }

    private static void body16(KernelContext context, IntArray shape, FloatArray x, FloatArray y, int part) {
        int item = context.globalIdx;
        int rounds = shape.get(0);
        Float16 a = splat16(x.get(0));
        Float16 b = splat16(x.get(1));
        float start = x.get(2) * item;
        Float16 v0 = splat16(start + 1f);
        Float16 v1 = splat16(start + 2f);
        Float16 v2 = splat16(start + 3f);
        Float16 v3 = splat16(start + 4f);
        Float16 v4 = splat16(start + 5f);
        Float16 v5 = splat16(start + 6f);
        Float16 v6 = splat16(start + 7f);
        Float16 v7 = splat16(start + 8f);
        Float16 v8 = splat16(start + 9f);
        Float16 v9 = splat16(start + 10f);
        if (part == Part.MEMORY) {
            v0 = Float16.add(a, b);
            rounds = 0;
        }
        for (int r = 0; r < rounds; r++) {
            v0 = fuse(v0, a, b);
            v1 = fuse(v1, a, b);
            v2 = fuse(v2, a, b);
            v3 = fuse(v3, a, b);
            v4 = fuse(v4, a, b);
            v5 = fuse(v5, a, b);
            v6 = fuse(v6, a, b);
            v7 = fuse(v7, a, b);
            v8 = fuse(v8, a, b);
            v9 = fuse(v9, a, b);
        }
        Float16 low = Float16.add(Float16.add(v0, v1), Float16.add(v2, v3));
        Float16 high = Float16.add(Float16.add(v4, v5), Float16.add(v6, v7));
        Float16 sum = Float16.add(Float16.add(low, high), Float16.add(v8, v9));
        int to = shape.get(1);
        y.set(to + item, lanes(sum));
    }

    private static Float2 splat2(float v) {
        return new Float2(v, v);
    }

    private static Float2 fuse(Float2 v, Float2 a, Float2 b) {
        return new Float2(v.getX() * a.getX() + b.getX(), v.getY() * a.getY() + b.getY());
    }

    private static float lanes(Float2 v) {
        return v.getX() + v.getY();
    }

    private static Float4 splat4(float v) {
        return new Float4(v, v, v, v);
    }

    private static Float4 fuse(Float4 v, Float4 a, Float4 b) {
        return new Float4(
                v.getX() * a.getX() + b.getX(),
                v.getY() * a.getY() + b.getY(),
                v.getZ() * a.getZ() + b.getZ(),
                v.getW() * a.getW() + b.getW());
    }

    private static float lanes(Float4 v) {
        return v.getX() + v.getY() + v.getZ() + v.getW();
    }

    private static Float8 splat8(float v) {
        return new Float8(v, v, v, v, v, v, v, v);
    }

    private static Float8 fuse(Float8 v, Float8 a, Float8 b) {
        return new Float8(
                v.getS0() * a.getS0() + b.getS0(),
                v.getS1() * a.getS1() + b.getS1(),
                v.getS2() * a.getS2() + b.getS2(),
                v.getS3() * a.getS3() + b.getS3(),
                v.getS4() * a.getS4() + b.getS4(),
                v.getS5() * a.getS5() + b.getS5(),
                v.getS6() * a.getS6() + b.getS6(),
                v.getS7() * a.getS7() + b.getS7());
    }

    private static float lanes(Float8 v) {
        return v.getS0() + v.getS1() + v.getS2() + v.getS3() + v.getS4() + v.getS5() + v.getS6() + v.getS7();
    }

    private static Float16 splat16(float v) {
        return new Float16(v, v, v, v, v, v, v, v, v, v, v, v, v, v, v, v);
    }

    private static Float16 fuse(Float16 v, Float16 a, Float16 b) {
        return new Float16(
                v.getS0() * a.getS0() + b.getS0(),
                v.getS1() * a.getS1() + b.getS1(),
                v.getS2() * a.getS2() + b.getS2(),
                v.getS3() * a.getS3() + b.getS3(),
                v.getS4() * a.getS4() + b.getS4(),
                v.getS5() * a.getS5() + b.getS5(),
                v.getS6() * a.getS6() + b.getS6(),
                v.getS7() * a.getS7() + b.getS7(),
                v.getS8() * a.getS8() + b.getS8(),
                v.getS9() * a.getS9() + b.getS9(),
                v.getS10() * a.getS10() + b.getS10(),
                v.getS11() * a.getS11() + b.getS11(),
                v.getS12() * a.getS12() + b.getS12(),
                v.getS13() * a.getS13() + b.getS13(),
                v.getS14() * a.getS14() + b.getS14(),
                v.getS15() * a.getS15() + b.getS15());
    }

    private static float lanes(Float16 v) {
        return v.getS0()
                + v.getS1()
                + v.getS2()
                + v.getS3()
                + v.getS4()
                + v.getS5()
                + v.getS6()
                + v.getS7()
                + v.getS8()
                + v.getS9()
                + v.getS10()
                + v.getS11()
                + v.getS12()
                + v.getS13()
                + v.getS14()
                + v.getS15();
    }
}

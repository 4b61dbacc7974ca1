package riffle.kernel.ceiling;

import riffle.kernel.Part;
import riffle.kernel.vector.Vector16;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * Memory traffic and little else. Every work-group walks over its own chunk of the arrays, {@code rounds} times; its
 * work-items take vectors of 16 in turn, eight at a time. With one work-item a group that is one stream a core. Chunks
 * begin {@code offset} elements into the arrays, so that vectors can lie on the cache lines in spite of the arrays'
 * headers.
 *
 * <p>Work-items: x, {@code items} to a group; a chunk is a multiple of 128 items.
 */
public final class BandwidthKernel {

    private BandwidthKernel() {}

    /** y[i] = scale (i % 8 + 1): small numbers, whose sums are exact. */
    public static void fillPattern(KernelContext context, IntArray shape, FloatArray y) {
        int i = context.globalIdx;
        int scale = shape.get(0);
        y.set(i, scale * ((i & 7) + 1f));
    }

    /** y[to + item] = the sum of all that the work-item reads. */
    public static void readArray(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        int item = context.globalIdx;
        int items = shape.get(0);
        int chunk = shape.get(1);
        int rounds = shape.get(2);
        int group = item / items;
        int offset = shape.get(3);
        int start = offset + group * chunk;
        int first = start + (item - group * items) * 16;
        int end = start + chunk;
        int vector = items * 16;
        Float16 sum0 = Vector16.splat(0f);
        Float16 sum1 = Vector16.splat(0f);
        Float16 sum2 = Vector16.splat(0f);
        Float16 sum3 = Vector16.splat(0f);
        Float16 sum4 = Vector16.splat(0f);
        Float16 sum5 = Vector16.splat(0f);
        Float16 sum6 = Vector16.splat(0f);
        Float16 sum7 = Vector16.splat(0f);
        for (int r = 0; r < rounds; r++) {
            // last first: TornadoVM turns the order round, and caches fetch ahead of rising addresses
            for (int i = first; i < end; i += 8 * vector) {
                sum0 = Float16.add(sum0, Vector16.load(x, i + 7 * vector));
                sum1 = Float16.add(sum1, Vector16.load(x, i + 6 * vector));
                sum2 = Float16.add(sum2, Vector16.load(x, i + 5 * vector));
                sum3 = Float16.add(sum3, Vector16.load(x, i + 4 * vector));
                sum4 = Float16.add(sum4, Vector16.load(x, i + 3 * vector));
                sum5 = Float16.add(sum5, Vector16.load(x, i + 2 * vector));
                sum6 = Float16.add(sum6, Vector16.load(x, i + vector));
                sum7 = Float16.add(sum7, Vector16.load(x, i));
            }
        }
        Float16 low = Float16.add(Float16.add(sum0, sum1), Float16.add(sum2, sum3));
        Float16 high = Float16.add(Float16.add(sum4, sum5), Float16.add(sum6, sum7));
        int to = shape.get(4);
        y.set(to + item, lanes(Float16.add(low, high)));
    }

    /** y = x. */
    public static void copyArray(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        int item = context.globalIdx;
        int items = shape.get(0);
        int chunk = shape.get(1);
        int rounds = shape.get(2);
        int group = item / items;
        int offset = shape.get(3);
        int start = offset + group * chunk;
        int first = start + (item - group * items) * 16;
        int end = start + chunk;
        int vector = items * 16;
        for (int r = 0; r < rounds; r++) {
            for (int i = first; i < end; i += 4 * vector) {
                Vector16.store(y, i, Vector16.load(x, i));
                Vector16.store(y, i + vector, Vector16.load(x, i + vector));
                Vector16.store(y, i + 2 * vector, Vector16.load(x, i + 2 * vector));
                Vector16.store(y, i + 3 * vector, Vector16.load(x, i + 3 * vector));
            }
        }
    }

    /** y = x + 3 z. */
    public static void triadArrays(KernelContext context, IntArray shape, FloatArray x, FloatArray z, FloatArray y) {
        triad(context, shape, x, z, y, Part.ALL);
    }

    /** Its memory traffic alone: {@link Part#MEMORY}. */
    public static void triadArraysMemory(
            KernelContext context, IntArray shape, FloatArray x, FloatArray z, FloatArray y) {
        triad(context, shape, x, z, y, Part.MEMORY);
    }

    /** Its arithmetic alone: {@link Part#COMPUTE}. */
    public static void triadArraysCompute(
            KernelContext context, IntArray shape, FloatArray x, FloatArray z, FloatArray y) {
        triad(context, shape, x, z, y, Part.COMPUTE);
    }

    private static void triad(
            KernelContext context, IntArray shape, FloatArray x, FloatArray z, FloatArray y, int part) {
        int item = context.globalIdx;
        int items = shape.get(0);
        int chunk = shape.get(1);
        int rounds = shape.get(2);
        int group = item / items;
        int offset = shape.get(3);
        int start = offset + group * chunk;
        int first = start + (item - group * items) * 16;
        int end = start + chunk;
        int vector = items * 16;
        for (int r = 0; r < rounds; r++) {
            for (int i = first; i < end; i += 4 * vector) {
                element(x, z, y, i, group, part);
                element(x, z, y, i + vector, group, part);
                element(x, z, y, i + 2 * vector, group, part);
                element(x, z, y, i + 3 * vector, group, part);
            }
        }
    }

    private static void element(FloatArray x, FloatArray z, FloatArray y, int i, int group, int part) {
        Float16 product = Vector16.load(z, Part.fromSecond(i, part));
        if (part != Part.MEMORY) {
            product = Float16.mult(product, Vector16.splat(3f));
        }
        Float16 sum = Float16.add(Vector16.load(x, Part.from(i, part)), product);
        Vector16.store(y, Part.to(i, Math.min(group, 15), 16, part), sum);
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

package riffle.kernel;

import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * Which part of a kernel runs. Bodies take one of these as a constant, so that the compiler drops the branches not taken: the
 * whole kernel is compiled as if there were no parts.
 */
final class Part {

    /** The whole kernel. */
    static final int ALL = 0;

    /** Every load and store, but no more arithmetic than it takes to make the results depend on every load. */
    static final int MEMORY = 1;

    /** All arithmetic, but loads and stores go to a few cache lines that stay in the nearest cache. */
    static final int COMPUTE = 2;

    /**
     * Bits of an index that are dropped: what lies within 4096 elements of each other comes to lie within 16. Results of
     * work-groups that run at once are mostly further apart, and so still on cache lines of their own.
     */
    private static final int DROPPED = 0xff0;

    private Part() {}

    /** The index to use instead; never larger, so never further than the kernel reaches. */
    static int index(int i, int part) {
        return part == COMPUTE ? i & ~DROPPED : i;
    }

    static Float16 sum(Float16 a, Float16 b, Float16 c) {
        return Float16.add(Float16.add(a, b), c);
    }

    /** {@link Wide#rectified}, or the value as it is. */
    static Float16 rectified(Float16 v, float keep, float turn, int part) {
        Float16 value = v;
        if (part != MEMORY) {
            value = Wide.rectified(v, keep, turn);
        }
        return value;
    }

    /** The larger value, or the value as it is. */
    static float atLeast(float value, float floor, int part) {
        float larger = value;
        if (part != MEMORY) {
            larger = Math.max(value, floor);
        }
        return larger;
    }
}

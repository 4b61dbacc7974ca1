package riffle.kernel;

import riffle.kernel.vector.Vector16;
import riffle.kernel.vector.Vector8;
import uk.ac.manchester.tornado.api.types.vectors.Float16;
import uk.ac.manchester.tornado.api.types.vectors.Float8;

/**
 * Which part of a kernel runs. Bodies take one of these as a constant, so that the compiler drops the branches not
 * taken: the whole kernel is compiled as if there were no parts.
 */
public final class Part {

    /** The whole kernel. */
    public static final int ALL = 0;

    /** Every load and store, but no more arithmetic than it takes to make the results depend on every load. */
    public static final int MEMORY = 1;

    /** All arithmetic, but loads and stores go to a few cache lines that stay in the nearest cache. */
    public static final int COMPUTE = 2;

    private static final int TILE = 256;
    private static final int TILES = 16;

    /**
     * Stores that differ from later loads by a multiple of 4 kB would be taken for stores to the same place at first.
     */
    private static final int PAGE = 1024;

    private Part() {}

    /**
     * The index to load from instead: within the first 1 kB of the array. Never larger, so never further than the
     * kernel reaches.
     *
     * <p>The minimum changes nothing but what the compilers know. Where TornadoVM sees that an index cannot be negative
     * it widens the address of each lane without its sign, and then LLVM finds no vector in sixteen neighbours: it
     * loads them one by one.
     */
    public static int from(int i, int part) {
        int index = i;
        if (part == COMPUTE) {
            index = Math.min(i, i & (TILE - 1));
        }
        return index;
    }

    /**
     * The same for a second array that is read at the same index, within its first 512 bytes: addresses that two arrays
     * share up to their base are worked out once, and then LLVM loads lane by lane as well.
     */
    public static int fromSecond(int i, int part) {
        int index = i;
        if (part == COMPUTE) {
            index = Math.min(i, i & (TILE / 2 - 1));
        }
        return index;
    }

    /**
     * The index to store to instead: within 1 kB of one of 16 pages. Work-groups that run at once are far apart among
     * all, and so write to pages of their own. Never larger either.
     *
     * @param group which work-group this is
     * @param groups of how many
     */
    public static int to(int i, int group, int groups, int part) {
        int index = i;
        if (part == COMPUTE) {
            index = Math.min(i, (i & (TILE - 1)) + PAGE / 2 + group * TILES / groups * PAGE);
        }
        return index;
    }

    /** The sum of three vectors, lane by lane. */
    public static Float16 sum(Float16 a, Float16 b, Float16 c) {
        return Float16.add(Float16.add(a, b), c);
    }

    /** {@link Vector16#atLeast}, or the value as it is. */
    public static Float16 atLeast(Float16 v, float floor, float one, int part) {
        Float16 value = v;
        if (part != MEMORY) {
            value = Vector16.atLeast(v, floor, one);
        }
        return value;
    }

    /** {@link Vector8#atLeast}, or the value as it is. */
    public static Float8 atLeast(Float8 v, float floor, float one, int part) {
        Float8 value = v;
        if (part != MEMORY) {
            value = Vector8.atLeast(v, floor, one);
        }
        return value;
    }

    /** The larger value, or the value as it is. */
    public static float atLeast(float value, float floor, int part) {
        float larger = value;
        if (part != MEMORY) {
            larger = Math.max(value, floor);
        }
        return larger;
    }
}

package riffle.kernel;

import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.vectors.Float8;

/** Where results go: planes of height x width pixels, each with a border of zeros around it that no kernel writes. */
final class Planes {

    private Planes() {}

    /** The least value to store: zero behind a rectifier, else minus infinity. */
    static float floor(int relu) {
        float floor = Float.NEGATIVE_INFINITY;
        if (relu == 1) {
            floor = 0f;
        }
        return floor;
    }

    /** 1, from a number that is never below 0, which the compiler must not know: {@link Wide#atLeast}. */
    static float one(int relu) {
        return 1 + Math.min(relu, 0);
    }

    /** Where channel shuffle puts a channel (paper, section 3.1); by one group, where it was. */
    static int shuffled(int channel, int channels, int groups) {
        int perGroup = channels / groups;
        int group = channel / perGroup;
        return (channel - group * perGroup) * groups + group;
    }

    /** Position of a pixel of a plane. */
    static int at(int plane, int row, int column, int height, int width, int border) {
        return (plane * (height + 2 * border) + row + border) * (width + 2 * border) + border + column;
    }

    /** Stores up to 8 pixels of one row from {@code column} on; what lies beyond the row is dropped. */
    static void storeRow(
            FloatArray y, int plane, int row, int column, Float8 sum, float floor, int height, int width, int border) {
        int at = at(plane, row, column, height, width, border);
        Lanes.store(y, at, Lanes.atLeast(sum, floor), width - column);
    }

    /**
     * Reads the corner of a border, which is zero, and writes it back, once a launch. TornadoVM copies nothing into a buffer
     * that its kernel only writes; one that is also read gets its zeros before the first run, and is allocated for both. The
     * minimum keeps the compiler from seeing that nothing changes.
     */
    static void keepBorder(FloatArray y, int x, int row, int plane, int border) {
        if (border > 0) {
            if (x + row + plane == 0) {
                y.set(0, Math.min(y.get(0), 0f));
            }
        }
    }
}

package riffle.kernel;

import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/** Where results go: planes of height x width pixels, each with a border of zeros around it that no kernel writes. */
public final class Planes {

    private Planes() {}

    /** The least value to store: zero behind a rectifier, else minus infinity. */
    public static float floor(int relu) {
        float floor = Float.NEGATIVE_INFINITY;
        if (relu == 1) {
            floor = 0f;
        }
        return floor;
    }

    /**
     * 1, from a number that is never below 0, which the compiler must not know:
     * {@link riffle.kernel.vector.Vector16#atLeast}.
     */
    public static float one(int relu) {
        return 1 + Math.min(relu, 0);
    }

    /** Where channel shuffle puts a channel (paper, section 3.1); by one group, where it was. */
    public static int shuffled(int channel, int channels, int groups) {
        int perGroup = channels / groups;
        int group = channel / perGroup;
        return (channel - group * perGroup) * groups + group;
    }

    /** Where channel shuffle puts the channel after the one that it puts at {@code place}. */
    public static int next(int place, int groups, int channels) {
        int next = place + groups;
        return next < channels ? next : next - channels + 1;
    }

    /** Position of a pixel of a plane. */
    public static int at(int plane, int row, int column, int height, int width, int border) {
        return (plane * (height + 2 * border) + row + border) * (width + 2 * border) + border + column;
    }

    /**
     * Reads the corner of a border, which is zero, and writes it back, once a launch. TornadoVM copies nothing into a
     * buffer that its kernel only writes; one that is also read gets its zeros before the first run, and is allocated
     * for both. The minimum keeps the compiler from seeing that nothing changes.
     */
    public static void keepBorder(FloatArray y, int x, int row, int plane, int border) {
        if (border > 0) {
            if (x + row + plane == 0) {
                y.set(0, Math.min(y.get(0), 0f));
            }
        }
    }
}

package riffle.image;

import java.util.Arrays;
import java.util.Optional;

/** How a camera was held: the eight values of EXIF's Orientation, and the way back to upright. */
enum Orientation {
    UPRIGHT(1, false, false, false),
    MIRRORED(2, false, true, false),
    UPSIDE_DOWN(3, false, true, true),
    UPSIDE_DOWN_MIRRORED(4, false, false, true),
    TRANSPOSED(5, true, false, false),
    NEEDS_CLOCKWISE_TURN(6, true, false, true),
    TRANSVERSED(7, true, true, true),
    NEEDS_COUNTERCLOCKWISE_TURN(8, true, true, false);

    private final int value;
    private final boolean swapsAxes;
    private final boolean fromRight;
    private final boolean fromBottom;

    Orientation(int value, boolean swapsAxes, boolean fromRight, boolean fromBottom) {
        this.value = value;
        this.swapsAxes = swapsAxes;
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
    }

    /** The orientation of a value; empty if it is none. */
    static Optional<Orientation> of(int value) {
        return Arrays.stream(values())
                .filter(orientation -> orientation.value == value)
                .findFirst();
    }

    /** The photo as it should be seen. */
    Photo upright(Photo stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int width = swapsAxes ? stored.height() : stored.width();
        int height = swapsAxes ? stored.width() : stored.height();
        byte[] samples = new byte[stored.samples().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int along = swapsAxes ? y : x;
                int down = swapsAxes ? x : y;
                int fromX = fromRight ? stored.width() - 1 - along : along;
                int fromY = fromBottom ? stored.height() - 1 - down : down;
                System.arraycopy(
                        stored.samples(),
                        (fromY * stored.width() + fromX) * Photo.CHANNELS,
                        samples,
                        (y * width + x) * Photo.CHANNELS,
                        Photo.CHANNELS);
            }
        }
        return new Photo(width, height, samples);
    }
}

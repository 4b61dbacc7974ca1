package riffle.network;

/** Widths of MobileNets from v2 on. */
final class Widths {

    private static final int UNIT = 8;

    /** A width may lose a tenth. */
    private static final double LEAST_SHARE = 0.9;

    private Widths() {}

    /**
     * The multiple of 8 that is nearest, ties up, and at least 8; the next one where that has lost more than a tenth.
     */
    static int ofEights(double width) {
        int nearest = Math.max(UNIT, (int) (width + UNIT / 2.0) / UNIT * UNIT);
        return nearest < LEAST_SHARE * width ? nearest + UNIT : nearest;
    }
}

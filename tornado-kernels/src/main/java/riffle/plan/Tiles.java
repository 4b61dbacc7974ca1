package riffle.plan;

/** How much one work-item of each kernel computes: what plans and checks have to know of the kernels' insides. */
final class Tiles {

    /** Elements, and output channels, that one work-item of the convolution kernels computes. */
    static final int LANES = 8;

    /** Elements of the wide vectors. */
    static final int WIDE = 16;

    /** Elements of the narrow vectors. */
    static final int NARROW = 4;

    /** Output channels that one work-item of the narrow convolution kernels computes. */
    static final int NARROW_BLOCK = 8;

    /** Pixels and output channels of a tile of the pointwise kernels. */
    static final int TILE = 32;

    static final int POINTWISE_BLOCK = 8;

    /** Work-items of a pointwise convolution to aim for: enough to share out evenly, few enough to cost little each. */
    static final int WORK_ITEMS = 24;

    /** Output channels and pixels that one work-item of the convolution kernel computes. */
    static final int CONV_BLOCK = 32;

    static final int CONV_PIXELS = 7;

    /** Pixels of a row that a work-item of the stem's convolution, or of max pooling by 3x3, computes. */
    static final int SEGMENT = 112;

    /** Output channels that it computes at once, and input channels that it has room for. */
    static final int STEM_BLOCK = 8;

    static final int STEM_CHANNELS = 3;

    /** Outputs that one work-item of a fully connected layer computes. */
    static final int FC_OUTPUTS = 4;

    /**
     * Bytes of a strip's input at most, to whole tiles: half of a second-level cache, which keeps them while block
     * after block of output channels reads them again. Decision 24 has the measurements.
     */
    private static final int STRIP_BYTES = 1 << 19;

    private Tiles() {}

    /**
     * Strips of a plane at least: as many as give work enough, and so many that each stays in a cache.
     *
     * @param channels that an output channel is computed from
     * @param others work-items that each strip takes
     */
    static int strips(int pixels, int channels, int others) {
        long bytes = (long) Float.BYTES * channels * pixels;
        return Math.max(Math.ceilDiv(WORK_ITEMS, others), Math.toIntExact(Math.ceilDiv(bytes, STRIP_BYTES)));
    }

    /**
     * Pixels of a strip where a plane is cut into so many strips, or fewer: whole tiles of 32, and in the last strip 16
     * pixels at least, so that no strip is stored lane by lane that need not be.
     */
    static int strip(int pixels, int strips) {
        int tiles = Math.ceilDiv(pixels, TILE);
        int strip = TILE * Math.ceilDiv(tiles, Math.clamp(strips, 1, tiles));
        while (strip < pixels && (pixels - 1) % strip + 1 < WIDE) {
            strip += TILE;
        }
        return Math.min(strip, pixels);
    }
}

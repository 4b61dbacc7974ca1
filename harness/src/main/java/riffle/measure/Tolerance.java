package riffle.measure;

import java.util.Set;

/** The largest errors that verification allows, relative to the largest output. */
final class Tolerance {

    /** The reference accumulates in double: what is left is the rounding of its result, and of other people's. */
    static final double REFERENCE = 1e-5;

    /** float32 sums of up to some thousand terms, in another order than the reference's, and the driver's own functions. */
    static final double DEVICE = 1e-4;

    /** These only move or select values; all that a device may do to them is flush the smallest to zero. */
    static final double DEVICE_MOVES = 1e-7;

    private static final Set<String> MOVES = Set.of("channel_shuffle", "concat", "concat_relu", "relu", "max_pool");

    private Tolerance() {}

    static double of(String backend, String type) {
        if (backend.equals(ReferenceBackend.NAME)) {
            return REFERENCE;
        }
        return MOVES.contains(type) ? DEVICE_MOVES : DEVICE;
    }
}

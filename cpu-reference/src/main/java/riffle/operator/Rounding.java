package riffle.operator;

/**
 * What rounding may do to the values of an operator where a device computes in float32, and the reference in double.
 */
public enum Rounding {
    /** Values are only moved or selected: a device may flush the smallest to zero. */
    MOVED,

    /** One float32 operation or a few for each value. */
    ELEMENTWISE,

    /** Sums of up to some thousand terms, in another order than the reference's. */
    SUMMED,

    /** Powers, exponentials and logarithms are the device's own. */
    TRANSCENDENTAL
}

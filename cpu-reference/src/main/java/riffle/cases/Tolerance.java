package riffle.cases;

import riffle.network.Network;
import riffle.operator.Rounding;

/**
 * The largest errors that are allowed, relative to the largest output, and why: one table for everything that compares.
 */
public enum Tolerance {
    /** Values are only moved or selected: all that a device may do to them is flush the smallest to zero. */
    MOVED(1e-7),

    /** One float32 operation or a few for each value, each rounded to 6e-8; the reference computes in double. */
    ELEMENTWISE(1e-6),

    /** float32 sums of up to some thousand terms, in another order than the reference's, which adds in double. */
    SUMMED(1e-5),

    /** Powers, exponentials and logarithms are the device's own. */
    TRANSCENDENTAL(1e-5),

    /**
     * A few operators in a row: sums, each with the errors of the one before; normalisation may be folded into weights.
     */
    CHAINED(1e-5),

    /** Some fifty layers in a row, each with the errors of those before. */
    NETWORK(1e-4),

    /**
     * The reference against another implementation: the rounding of its own result to float32, and the other's errors.
     */
    REFERENCE(1e-5);

    /** The type of a case that is a {@linkplain Network network}. */
    public static final String WHOLE_NETWORK = "network";

    private final double value;

    Tolerance(double value) {
        this.value = value;
    }

    /** The largest error allowed. */
    public double value() {
        return value;
    }

    /**
     * The tolerance of a device on a case.
     *
     * @throws IllegalArgumentException if none is set for a case of several operators: how far it may be off is to be
     *     said, not guessed
     */
    public static Tolerance of(Case some) {
        return some.network().nodes().size() == 1
                ? of(some.network().nodes().getFirst().operator().rounding())
                : ofSeveral(some.type());
    }

    private static Tolerance of(Rounding rounding) {
        return switch (rounding) {
            case MOVED -> MOVED;
            case ELEMENTWISE -> ELEMENTWISE;
            case SUMMED -> SUMMED;
            case TRANSCENDENTAL -> TRANSCENDENTAL;
        };
    }

    /** Of a row of operators, by the name of its group, or {@value #WHOLE_NETWORK}. */
    static Tolerance ofSeveral(String type) {
        return switch (type) {
            case "shuffle_inverse", "concat_relu" -> MOVED;
            case "conv_bn", "conv_bn_relu", "conv_relu", "conv_shuffle_conv", "graph", "shufflenet_unit" -> CHAINED;
            case WHOLE_NETWORK -> NETWORK;
            default -> throw new IllegalArgumentException("no tolerance is set for cases of type " + type);
        };
    }
}

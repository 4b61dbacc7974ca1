package riffle.execution;

import java.util.Locale;

/** How a network becomes launches. */
public enum PlanKind {
    /** One launch an operator, as the paper draws it. */
    UNFUSED,
    /** Normalisation, ReLU, addition, shuffle and concatenation folded into the convolutions. */
    FUSED,
    /**
     * Like fused; where it pays, a depthwise 3x3 convolution runs in one launch with the pointwise convolutions around
     * it.
     */
    MERGED;

    /** The name in commands and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

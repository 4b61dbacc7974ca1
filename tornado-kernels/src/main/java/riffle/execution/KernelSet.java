package riffle.execution;

import java.util.Locale;

/** Which kernels a plan is written in: what one work-item computes, and how many of them there are. */
public enum KernelSet {
    /** Vectors of 16, few large work-items in small work-groups: made for vectors of 512 bits. */
    WIDE(16),
    /** The same kernels with other tiles in pointwise convolutions: for processors with vectors of 256 bits. */
    MEDIUM(8),
    /**
     * Vectors of 4, many small work-items in work-groups of 64: for GPUs, and for processors with vectors of 128 bits.
     */
    NARROW(4);

    private final int lanes;

    KernelSet(int lanes) {
        this.lanes = lanes;
    }

    /** Floats of the vectors that pointwise convolutions compute with. */
    public int lanes() {
        return lanes;
    }

    /** The name in commands and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

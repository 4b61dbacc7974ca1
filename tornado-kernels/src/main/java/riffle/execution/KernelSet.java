package riffle.execution;

import java.util.Locale;

/** Which kernels a plan is written in: what one work-item computes, and how many of them there are. */
public enum KernelSet {
    /** Vectors of 16, few large work-items in small work-groups: made for vectors of 512 bits, and better for 256 as well. */
    WIDE,
    /** Vectors of 4, many small work-items in work-groups of 64: for GPUs, and for processors with vectors of 128 bits. */
    NARROW;

    /** The name in commands and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package riffle.execution;

import java.util.Locale;

/** Which kernels a plan is written in: what one work-item computes, and how many of them there are. */
public enum KernelSet {
    /** Vectors of 16, few large work-items, each a work-group: for processors with vectors of 512 bits. */
    WIDE,
    /** Vectors of 4, many small work-items in work-groups of 64: for GPUs, and for processors with shorter vectors. */
    NARROW;

    /** The name in commands and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

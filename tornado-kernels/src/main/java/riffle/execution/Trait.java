package riffle.execution;

/** What a backend can do or cannot. */
public enum Trait {
    /** Its devices are those of OpenCL: they are asked for by name or index, and a driver compiles for them. */
    OPENCL,
    /** Networks are shipped on it: its workers start in a second or two, and it is measured in every way. */
    SHIPPED,
    /** Its plans can be written in any set of kernels. */
    KERNEL_SETS,
    /** It replays bundles. */
    BUNDLES,
    /** It compiles the kernels that are shipped. */
    CAPTURES,
    /** It limits its threads itself, to any number. */
    OWN_THREADS,
    /** It has one thread, whatever the machine has. */
    ONE_THREAD
}

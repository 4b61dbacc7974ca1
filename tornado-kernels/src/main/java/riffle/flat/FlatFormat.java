package riffle.flat;

import riffle.plan.Buffer;

/**
 * How a flat bundle lies in its file; docs/flat.md describes it field by field. All numbers are little-endian.
 */
final class FlatFormat {

    /** Lower-case letters, and line ends that a transfer as text would change. */
    static final byte[] MAGIC = {'r', 'i', 'f', 'f', 'l', 'e', '\r', '\n'};

    static final int VERSION = 1;

    /** What the checksum is of begins here. */
    static final int CHECKED_FROM = 16;

    /** Bytes before the first section; every section begins at a multiple of {@link #ALIGNMENT}. */
    static final int HEADER_BYTES = 128;

    static final int ALIGNMENT = 64;

    /** Of a whole file: its positions fit an int. */
    static final long MOST_BYTES = Integer.MAX_VALUE;

    static final int HEAD_BYTES = 80;
    static final int KERNEL_BYTES = 20;
    static final int BUFFER_BYTES = 48;
    static final int LAUNCH_BYTES = 88;

    /** Where a buffer without content has it. */
    static final long NO_CONTENT = -1;

    private FlatFormat() {}

    /** The sections, in order. */
    enum Section {
        /** ASCII, each text ended by a zero byte. */
        TEXT,
        /** int32: shape arrays, buffers, reaches. */
        INTS,
        HEAD,
        KERNELS,
        BUFFERS,
        LAUNCHES,
        /** float32: contents of buffers, then the reference. */
        FLOATS
    }

    /** A role's number. */
    static int number(Buffer.Role role) {
        return switch (role) {
            case INPUT -> 0;
            case OUTPUT -> 1;
            case INTERMEDIATE -> 2;
            case SCRATCH -> 3;
            case WEIGHTS -> 4;
        };
    }

    /** Rounded up to where a section may begin. */
    static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}

package riffle.form;

/**
 * A distance in memory: a number that a name holds times a scale, and a constant.
 *
 * @param index name that holds the number, set once; empty for none
 * @param scale what it is multiplied with; 0 without an index
 * @param constant what is added to it
 */
record Offset(String index, int scale, long constant) {

    /** No distance. */
    static final Offset NONE = new Offset("", 0, 0);

    private static final int LARGEST_SHIFT = 4;

    /** The number that a name holds. */
    static Offset of(String index) {
        return new Offset(index, 1, 0);
    }

    Offset plus(long more) {
        return new Offset(index, scale, constant + more);
    }

    /**
     * @throws IllegalArgumentException if both are of a name
     */
    Offset plus(Offset other) {
        if (!index.isEmpty() && !other.index.isEmpty()) {
            throw new IllegalArgumentException("an address of two indices, " + index + " and " + other.index);
        }
        return index.isEmpty() ? other.plus(constant) : plus(other.constant);
    }

    /**
     * @throws IllegalArgumentException if it was shifted before, or the shift is none that multiplies by the size of an
     *     element
     */
    Offset shifted(int bits) {
        if (bits > LARGEST_SHIFT || scale > 1) {
            throw new IllegalArgumentException("an index shifted by more than the size of an element");
        }
        return new Offset(index, scale << bits, constant << bits);
    }

    /**
     * As an index of an array.
     *
     * @param bytes of an element
     * @param header bytes of the array before the first element
     * @throws IllegalArgumentException if it does not fall on elements, or lies before the first
     */
    String element(int bytes, int header) {
        long behind = constant - header;
        if ((!index.isEmpty() && scale != bytes) || behind % bytes != 0) {
            throw new IllegalArgumentException(
                    "an access of " + bytes + " bytes at " + scale + " times an index and " + constant);
        }
        if (index.isEmpty() && behind < 0) {
            throw new IllegalArgumentException("an access at " + constant + " bytes, before the first element");
        }
        long more = behind / bytes;
        if (index.isEmpty()) {
            return Long.toString(more);
        }
        return more == 0 ? index : index + (more < 0 ? " - " + -more : " + " + more);
    }
}

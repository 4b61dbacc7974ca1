package riffle.plan.step;

/** A buffer that a kernel takes, before there are buffers. */
public sealed interface Operand {

    /** A value, its planes side by side. */
    record Value(String name) implements Operand {}

    /** A value whose planes have a border of zeros. */
    record Bordered(String name, int border) implements Operand {}

    /**
     * Packed weights.
     *
     * @param name what they are, for people
     * @param elements of the buffer
     * @param packing where they come from
     */
    record Weights(String name, int elements, Packing packing) implements Operand {}

    /** Memory of so many elements for the launch itself. */
    record Scratch(int elements) implements Operand {}

    /** What the step writes. */
    record Result() implements Operand {}
}

package riffle.plan;

import riffle.tensor.Shape;

/**
 * Device memory for one tensor or for packed weights.
 *
 * @param id position in {@link Plan#buffers}
 * @param name what it holds, for people
 * @param role how it is filled and whether it is read back
 * @param shape of the tensor it holds, without the border; packed weights are a vector
 * @param border zeros on each of the four sides of each plane
 * @param slack elements behind the last plane that kernels may read, and whose values they drop
 */
public record Buffer(int id, String name, Role role, Shape shape, int border, int slack) {

    /**
     * @throws IllegalArgumentException if border or slack is negative, or the elements do not fit an int
     */
    public Buffer {
        if (border < 0 || slack < 0) {
            throw new IllegalArgumentException(
                    "buffer " + name + ": border is " + border + " and slack " + slack + ", expected at least 0");
        }
        try {
            int unused = elements(shape, border, slack);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "buffer " + name + ": " + shape + " with a border of " + border + " and " + slack
                            + " elements more has too many elements",
                    e);
        }
    }

    /** The same memory, read as another shape of as many elements. */
    Buffer as(Shape other) {
        if (border != 0 || other.elements() != shape.elements()) {
            throw new IllegalArgumentException(
                    "buffer " + name + ": " + shape + " with a border of " + border + " cannot be read as " + other);
        }
        return new Buffer(id, name, role, other, 0, slack);
    }

    /** How a buffer is filled. */
    public enum Role {
        /** From the host before each run. */
        INPUT,
        /** By a launch, and read back after each run. */
        OUTPUT,
        /** By a launch, for a later launch. Its border, if any, is zero from the start and never written. */
        INTERMEDIATE,
        /** By each launch that uses it, for itself alone. */
        SCRATCH,
        /** Once, with packed weights. */
        WEIGHTS
    }

    /** Elements to allocate. */
    public int elements() {
        return elements(shape, border, slack);
    }

    private static int elements(Shape shape, int border, int slack) {
        int rows = Math.addExact(shape.h(), Math.multiplyExact(2, border));
        int columns = Math.addExact(shape.w(), Math.multiplyExact(2, border));
        int planes = Math.multiplyExact(shape.n(), shape.c());
        return Math.addExact(Math.multiplyExact(Math.multiplyExact(planes, rows), columns), slack);
    }

    /** Position of a pixel of a plane. */
    public int index(int plane, int row, int column) {
        return (plane * (shape.h() + 2 * border) + row + border) * (shape.w() + 2 * border) + border + column;
    }
}

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
     * @throws IllegalArgumentException if it has more elements than an array can
     */
    public Buffer {
        if (elements(shape, border, slack) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("buffer " + name + " of shape " + shape + " with a border of " + border
                    + " and " + slack + " elements more has over " + Integer.MAX_VALUE + " elements");
        }
    }

    /** How a buffer is filled. */
    public enum Role {
        /** From the host before each run. */
        INPUT,
        /** By a launch, and read back after each run. */
        OUTPUT,
        /** By a launch, for a later launch. Its border, if any, is zero from the start and never written. */
        INTERMEDIATE,
        /** Once, with packed weights. */
        WEIGHTS
    }

    /** Elements to allocate. */
    public int elements() {
        return (int) elements(shape, border, slack);
    }

    private static long elements(Shape shape, int border, int slack) {
        long plane = (long) (shape.h() + 2 * border) * (shape.w() + 2 * border);
        return plane * shape.n() * shape.c() + slack;
    }

    /** Position of a pixel of a plane. */
    public int index(int plane, int row, int column) {
        return (plane * (shape.h() + 2 * border) + row + border) * (shape.w() + 2 * border) + border + column;
    }
}

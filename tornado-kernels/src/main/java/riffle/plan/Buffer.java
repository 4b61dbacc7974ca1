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
 */
public record Buffer(int id, String name, Role role, Shape shape, int border) {

    /** Kernels read eight elements at once, up to seven beyond the last; a plane's last row up to seven more. */
    private static final int SLACK = 16;

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
        long plane = (long) (shape.h() + 2 * border) * (shape.w() + 2 * border);
        return Math.toIntExact(plane * shape.n() * shape.c() + SLACK);
    }

    /** Position of a pixel of a plane. */
    public int index(int plane, int row, int column) {
        return (plane * (shape.h() + 2 * border) + row + border) * (shape.w() + 2 * border) + border + column;
    }
}

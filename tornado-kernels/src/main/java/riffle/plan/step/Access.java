package riffle.plan.step;

/**
 * How the kernel of a step gets at its input and its result, as far as buffers depend on it.
 *
 * @param readBorder zeros that it wants on each side of each plane of its input
 * @param writesBorder whether it can write planes with a border
 * @param overRead elements that it may read behind the last one of its input
 * @param overReadOfResidual elements that it may read behind the last one of its residual
 */
public record Access(int readBorder, boolean writesBorder, long overRead, long overReadOfResidual) {

    /** It reads the elements of its input and no others, and writes planes without a border. */
    public static final Access DENSE = new Access(0, false, 0, 0);

    /** Reads so many elements behind the end of each of its inputs. */
    public static Access beyond(long elements) {
        return new Access(0, false, elements, elements);
    }

    /** The same with so many elements read behind the last one of the residual. */
    public Access withResidualBeyond(long elements) {
        return new Access(readBorder, writesBorder, overRead, elements);
    }

    /** Lanes of a row's last vectors that lie beyond the row. */
    public static long idleLanes(int width, int vector) {
        return (long) Math.ceilDiv(width, vector) * vector - width;
    }
}

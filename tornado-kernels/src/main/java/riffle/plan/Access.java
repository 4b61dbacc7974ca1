package riffle.plan;

/** How the kernel of a step gets at its input and its result, as far as buffers depend on it. */
interface Access {

    /** Elements that it may read behind the last one of its input. */
    long overRead();

    /** Elements that it may read behind the last one of its residual. */
    long overReadOfResidual();

    /** Zeros that it wants on each side of each plane of its input. */
    int readBorder();

    /** Whether it can write planes with a border. */
    boolean writesBorder();

    /** Lanes of a row's last vectors that lie beyond the row. */
    static long idleLanes(int width, int vector) {
        return (long) Math.ceilDiv(width, vector) * vector - width;
    }
}

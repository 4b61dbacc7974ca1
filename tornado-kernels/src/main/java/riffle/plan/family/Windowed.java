package riffle.plan.family;

import static java.lang.Math.ceilDiv;
import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.require;
import static riffle.plan.step.Exact.times;

import riffle.plan.step.NdRange;

/**
 * A convolution whose window moves over planes that have their border of zeros; a work-item computes some pixels of a
 * row. {@code inHeight} and {@code inWidth} include the border.
 */
interface Windowed extends Family {

    int inHeight();

    int inWidth();

    int kernelHeight();

    int kernelWidth();

    int stride();

    int height();

    int width();

    int shuffleGroups();

    int border();

    /** A kernel for a stride of 1 gets no other. */
    default void requireStride(boolean stride1) {
        require(!stride1 || stride() == 1, "stride is " + stride() + ", expected 1");
    }

    /** Largest index that is read in x where work-items are so many pixels of a row, row, plane. */
    default int lastReadOverRows(NdRange range, int planes, int channels, int pixels) {
        Indices.covers(range, ceilDiv(width(), pixels), height(), range.globalZ());
        Indices.divides("shuffleGroups", shuffleGroups(), channels);
        int column = times(range.globalX() - 1, pixels);
        plus(column, height(), range.globalZ()); // x + row + plane, of the border
        return lastRead(planes, pixels);
    }

    /** Largest index that is read in x by work-items that compute so many pixels of a row of so many planes. */
    default int lastRead(int planes, int pixels) {
        int column = times(ceilDiv(width(), pixels) - 1, pixels);
        // the plane after the last, which the loop over channels computes, is the largest row number of all
        int row = plus(times(planes, inHeight()), times(height() - 1, stride()), kernelHeight());
        int lanes = times(pixels - 1, stride());
        int end = plus(times(row, inWidth()), times(column, stride()), kernelWidth(), lanes);
        return end - times(inHeight(), inWidth()) - inWidth() - 1;
    }

    /** Index of the last pixel that is written in y. */
    default int lastWritten(int plane) {
        return Indices.lastPixel(plane, height(), width(), border());
    }
}

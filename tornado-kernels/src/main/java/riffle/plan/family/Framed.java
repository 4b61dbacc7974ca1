package riffle.plan.family;

import static riffle.plan.step.Exact.minus;
import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.times;

/** What moves a window over dense planes and cuts it at their edges, each direction with numbers of its own. */
interface Framed extends Family {

    int inHeight();

    int inWidth();

    int kernelHeight();

    int kernelWidth();

    int strideHeight();

    int strideWidth();

    int dilationHeight();

    int dilationWidth();

    int top();

    int left();

    int height();

    int width();

    /** Largest index that can be read in x, of so many planes. */
    default int lastInFrames(int planes) {
        int lastRow = lastStart(height(), strideHeight(), top(), dilationHeight(), inHeight());
        int lastColumn = lastStart(width(), strideWidth(), left(), dilationWidth(), inWidth());
        times(kernelHeight(), kernelWidth());
        // windows are cut at the edges, but the index of where one begins is computed of those beyond them too
        int rows = times(planes, inHeight());
        plus(rows, lastRow);
        plus(times(rows, inWidth()), lastColumn);
        return times(rows, inWidth()) - 1;
    }

    /** Where the last window begins along an axis; whatever else the kernel computes there fits an int. */
    private static int lastStart(int positions, int stride, int padding, int dilation, int extent) {
        plus(padding, extent, dilation); // where the first window's last element is sought
        return Math.max(minus(times(positions - 1, stride), padding), 0);
    }
}

package riffle.plan.family;

import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.times;

import riffle.plan.step.NdRange;

/** Pooling whose windows are cut at the edges of its input. */
interface Pooled extends Family {

    int inHeight();

    int inWidth();

    int kernelHeight();

    int kernelWidth();

    int stride();

    int height();

    int width();

    /** Largest index that can be read in x, of the planes along z. */
    default int lastInWindows(NdRange range) {
        plus(width(), height(), range.globalZ());
        plus(times(height(), stride()), kernelHeight());
        plus(times(width(), stride()), kernelWidth());
        return plus(times(range.globalZ(), inHeight(), inWidth()), inWidth()) - inWidth() - 1;
    }
}

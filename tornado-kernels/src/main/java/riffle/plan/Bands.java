package riffle.plan;

import riffle.operator.DepthwiseConv;
import riffle.operator.PointwiseConv;
import riffle.tensor.Shape;

/**
 * How a merged launch is cut into bands of rows, one a work-item, and whether merging pays. Both are for a device of
 * two threads, such as a phone's or a small server's: decision 17 has the measurements.
 */
final class Bands {

    /** Bands with a pointwise convolution before the depthwise one, which computes the rows between bands twice. */
    private static final int OF_UNIT = 2;

    /** Bands without one. */
    private static final int OF_PAIR = 4;

    /** Work-items that run at once, each of which reads all weights. */
    private static final int THREADS = 2;

    /** Multiply-adds that two threads do in the time that one weight takes on its way to one more of them. */
    private static final long MACS_A_WEIGHT = 16;

    /** Multiply-adds that two threads do in 10 us; a launch costs 13. */
    private static final long MACS_A_LAUNCH = 1_000_000;

    private Bands() {}

    /** Rows of a merged step's result that a work-item computes; each band fills a vector, if the plane does. */
    static int rows(Step step) {
        Shape out = step.node().operator().output();
        int bands = step.before().size() > 1 ? OF_UNIT : OF_PAIR;
        int rows = Math.ceilDiv(out.h(), bands);
        while (rows < out.h() && ((out.h() - 1) % rows + 1) * out.w() < Tiles.WIDE) {
            rows++;
        }
        return rows;
    }

    /**
     * Whether what a merged launch computes and reads beyond its parts takes less time than the launches that it saves.
     */
    static boolean pay(Step step) {
        Shape out = step.node().operator().output();
        DepthwiseConv depthwise = (DepthwiseConv) step.before().getLast().node().operator();
        int rows = rows(step);
        int bands = Math.ceilDiv(out.h(), rows);
        long more = more((PointwiseConv) step.node().operator(), bands, rows * out.w());
        if (step.before().size() > 1) {
            int inRows = Math.min(
                    rows * depthwise.window().stride() + 1, depthwise.input().h());
            more += more(
                    (PointwiseConv) step.before().getFirst().node().operator(),
                    bands,
                    inRows * depthwise.input().w());
        }
        return more <= MACS_A_LAUNCH * step.before().size();
    }

    /**
     * Multiply-adds that a pointwise convolution does, or could do instead, more in bands of so many pixels than alone.
     */
    private static long more(PointwiseConv op, int bands, int pixels) {
        long weights = (long) op.input().c() / op.groups() * op.output().c();
        long computed = tiles(pixels) * bands - tiles(op.output().pixels());
        return weights * (op.output().n() * computed + MACS_A_WEIGHT * (Math.min(bands, THREADS) - 1));
    }

    /** Pixels that the kernel computes: whole vectors of them. */
    private static long tiles(int pixels) {
        return (long) Math.ceilDiv(pixels, Tiles.WIDE) * Tiles.WIDE;
    }
}

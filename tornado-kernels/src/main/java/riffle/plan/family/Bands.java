package riffle.plan.family;

import static java.lang.Math.ceilDiv;

import riffle.execution.DeviceProfile;
import riffle.operator.DepthwiseConv;
import riffle.operator.PointwiseConv;
import riffle.plan.step.Step;
import riffle.tensor.Shape;

/**
 * How a merged launch is cut into bands of rows, one a work-item, and whether merging pays. Decision 17 has the
 * measurements, on a device of two threads; more threads are taken to do as much more.
 */
public final class Bands {

    /**
     * Bands a thread without a pointwise convolution before the depthwise one, which computes the rows between bands
     * twice.
     */
    private static final int OF_PAIR = 2;

    /** Multiply-adds that a thread does in the time that one weight takes on its way to one more of them. */
    private static final long MACS_A_WEIGHT = 8;

    /** Multiply-adds that a thread does in 10 us; a launch costs 13. */
    private static final long MACS_A_LAUNCH = 500_000;

    private Bands() {}

    /** Rows of a merged step's result that a work-item computes; each band fills a vector, if the plane does. */
    static int rows(Step step, DeviceProfile device) {
        Shape out = step.node().operator().output();
        int bands = device.threads() * (step.before().size() > 1 ? 1 : OF_PAIR);
        int rows = ceilDiv(out.h(), bands);
        while (rows < out.h() && ((out.h() - 1) % rows + 1) * out.w() < Tiles.VECTOR_16) {
            rows++;
        }
        return rows;
    }

    /**
     * Whether what a merged launch computes and reads beyond its parts takes less time than the launches that it saves.
     */
    public static boolean pay(Step step, DeviceProfile device) {
        Shape out = step.node().operator().output();
        DepthwiseConv depthwise = (DepthwiseConv) step.before().getLast().node().operator();
        int rows = rows(step, device);
        int bands = ceilDiv(out.h(), rows);
        long more = more((PointwiseConv) step.node().operator(), bands, rows * out.w(), device);
        if (step.before().size() > 1) {
            int inRows = Math.min(
                    rows * depthwise.window().stride() + 1, depthwise.input().h());
            more += more(
                    (PointwiseConv) step.before().getFirst().node().operator(),
                    bands,
                    inRows * depthwise.input().w(),
                    device);
        }
        return more <= MACS_A_LAUNCH * device.threads() * step.before().size();
    }

    /**
     * Multiply-adds that a pointwise convolution does, or could do instead, more in bands of so many pixels than alone.
     */
    private static long more(PointwiseConv op, int bands, int pixels, DeviceProfile device) {
        long weights = (long) op.input().c() / op.groups() * op.output().c();
        long computed = tiles(pixels) * bands - tiles(op.output().pixels());
        long readAgain = MACS_A_WEIGHT * device.threads() * (Math.min(bands, device.threads()) - 1);
        return weights * (op.output().n() * computed + readAgain);
    }

    /** Pixels that the kernel computes: whole vectors of them. */
    private static long tiles(int pixels) {
        return (long) ceilDiv(pixels, Tiles.VECTOR_16) * Tiles.VECTOR_16;
    }
}

package riffle.plan.family;

import static java.lang.Math.ceilDiv;
import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.require;
import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.operator.MaxPool;
import riffle.operator.Window;
import riffle.plan.step.Access;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operands;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;
import riffle.plan.step.Target;
import riffle.tensor.Shape;

/**
 * Max pooling; work-items are pixel, row, plane, or, by 3x3 with a stride of 2 in the wide and medium sets, segment of
 * a row, 1, plane.
 */
public record MaxPoolFamily(
        int inHeight,
        int inWidth,
        int kernelHeight,
        int kernelWidth,
        int stride,
        @Entries.FromZero int padding,
        int height,
        int width,
        @Entries.FromZero int border)
        implements Pooled {

    static Lowering of(Step step, MaxPool op, boolean narrow) {
        return new Lowering(new Access(0, true, 0, 0), target -> lower(step, op, narrow, target));
    }

    private static Lowered lower(Step step, MaxPool op, boolean narrow, Target target) {
        Shape in = op.input();
        Shape out = op.output();
        Window window = op.window();
        boolean segments = !narrow && hasSegments(window);
        return new Lowered(
                segments ? Kernel.MAX_POOL_3X3 : Kernel.MAX_POOL,
                new MaxPoolFamily(
                        in.h(),
                        in.w(),
                        window.kernelHeight(),
                        window.kernelWidth(),
                        window.stride(),
                        window.padding(),
                        out.h(),
                        out.w(),
                        target.border()),
                Operands.plain(step),
                segments
                        ? new NdRange(ceilDiv(out.w(), Tiles.SEGMENT), 1, out.n() * out.c(), 1, 1)
                        : NdRange.of(out.w(), out.h(), out.n() * out.c()));
    }

    /** 3x3, a stride of 2 and a padding of at most 1, as in all networks of the paper. */
    private static boolean hasSegments(Window window) {
        return window.kernelHeight() == 3 && window.kernelWidth() == 3 && window.stride() == 2 && window.padding() <= 1;
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int planes = range.globalZ();
        int x;
        if (kernel == Kernel.MAX_POOL_3X3) {
            Indices.covers(range, ceilDiv(width, Tiles.SEGMENT), 1, planes);
            plus(times(range.globalX(), Tiles.SEGMENT, 2), inWidth);
            x = lastInWindows(range);
            require(
                    kernelHeight == 3 && kernelWidth == 3 && stride == 2 && padding <= 1,
                    "the window is not 3x3 with a stride of 2 and a padding of at most 1");
            // the last segment begins within the row, whose windows begin within the plane
            int begin = times(2, Tiles.SEGMENT, range.globalX() - 1) - padding;
            require(begin < inWidth, "width is " + width + ", beyond the " + inWidth + " columns");
        } else {
            Indices.covers(range, width, height, planes);
            x = lastInWindows(range);
        }
        return new Reach(
                List.of(x, Indices.lastPixel(planes - 1, height, width, border)), times(planes, height, width));
    }
}

package riffle.plan.family;

import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.require;
import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.operator.Frame;
import riffle.operator.GeneralPool;
import riffle.plan.step.Access;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operands;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;
import riffle.plan.step.Target;
import riffle.tensor.Shape;

/**
 * Pools with any frame, in every set; work-items are column, row, plane.
 *
 * @param kind 0 for the largest element, 1 for the mean of the input's, 2 for the mean with padding as zeros
 */
public record GeneralPoolFamily(
        int inHeight,
        int inWidth,
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        int dilationHeight,
        int dilationWidth,
        @Entries.FromZero int top,
        @Entries.FromZero int left,
        @Entries.FromZero int bottom,
        @Entries.FromZero int right,
        @Entries.FromZero int kind,
        int height,
        int width,
        @Entries.FromZero int border)
        implements Framed {

    private static final int MAX = 0;
    private static final int MEAN = 1;
    private static final int MEAN_WITH_PADDING = 2;

    static Lowering of(Step step, GeneralPool op) {
        return new Lowering(new Access(0, true, 0, 0), target -> lower(step, op, target));
    }

    private static Lowered lower(Step step, GeneralPool op, Target target) {
        Shape in = op.input();
        Shape out = op.output();
        Frame frame = op.frame();
        return new Lowered(
                Kernel.GENERAL_POOL,
                new GeneralPoolFamily(
                        in.h(),
                        in.w(),
                        frame.kernelHeight(),
                        frame.kernelWidth(),
                        frame.strideHeight(),
                        frame.strideWidth(),
                        frame.dilationHeight(),
                        frame.dilationWidth(),
                        frame.top(),
                        frame.left(),
                        frame.bottom(),
                        frame.right(),
                        kind(op.kind()),
                        out.h(),
                        out.w(),
                        target.border()),
                Operands.plain(step),
                NdRange.of(out.w(), out.h(), out.n() * out.c()));
    }

    private static int kind(GeneralPool.Kind kind) {
        return switch (kind) {
            case MAX -> MAX;
            case MEAN -> MEAN;
            case MEAN_WITH_PADDING -> MEAN_WITH_PADDING;
        };
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int planes = range.globalZ();
        Indices.covers(range, width, height, planes);
        plus(width, height, planes); // x + row + plane, of the border
        require(kind <= MEAN_WITH_PADDING, "kind is " + kind + ", expected at most " + MEAN_WITH_PADDING);
        plus(inHeight, bottom, top, dilationHeight); // where the padding ends
        plus(inWidth, right, left, dilationWidth);
        int x = lastInFrames(planes);
        return new Reach(
                List.of(x, Indices.lastPixel(planes - 1, height, width, border)), times(planes, height, width));
    }
}

package riffle.plan;

import riffle.operator.AvgPool;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.LocalResponseNorm;
import riffle.operator.MaxPool;
import riffle.operator.PointwiseConv;
import riffle.operator.Window;
import riffle.tensor.Shape;

/**
 * How the wide kernels do.
 *
 * @param step what they compute
 */
record WideAccess(Step step) implements Access {

    @Override
    public long overRead() {
        if (!step.before().isEmpty()) {
            return MergedLowering.overRead(step);
        }
        return switch (step.node().operator()) {
            case PointwiseConv op -> beyondPlane(op.output());
            case Conv2d op ->
                Lowering.isStem(op)
                        ? 0
                        : Access.idleLanes(op.output().w(), Tiles.CONV_PIXELS)
                                * op.window().stride();
            case DepthwiseConv op ->
                Lowering.readsDense(op)
                        ? 0
                        : Access.idleLanes(op.output().w(), Tiles.LANES)
                                * op.window().stride();
            case AvgPool op -> pool(op.input(), op.output(), op.window());
            case LocalResponseNorm op -> Access.idleLanes(op.input().pixels(), Tiles.WIDE);
            default -> 0;
        };
    }

    @Override
    public long overReadOfResidual() {
        return beyondPlane(step.node().operator().output());
    }

    @Override
    public int readBorder() {
        if (!step.before().isEmpty()) {
            return 0;
        }
        return switch (step.node().operator()) {
            case Conv2d op -> Lowering.isStem(op) ? 0 : op.window().padding();
            case DepthwiseConv op -> Lowering.readsDense(op) ? 0 : op.window().padding();
            default -> 0;
        };
    }

    @Override
    public boolean writesBorder() {
        return switch (step.node().operator()) {
            case Conv2d op -> !Lowering.isStem(op);
            case DepthwiseConv op -> !Lowering.readsDense(op);
            case MaxPool op -> true;
            default -> false;
        };
    }

    /** Lanes of a vector that lie beyond a plane which does not fill one. */
    private static long beyondPlane(Shape output) {
        return Math.max(0, Tiles.WIDE - output.pixels());
    }

    /** What the kernel for windows of 3x3 reads behind the last row: pairs of columns for each lane. */
    private static long pool(Shape input, Shape output, Window window) {
        long columns = 2L * Tiles.LANES * Math.ceilDiv(output.w(), Tiles.LANES);
        return Lowering.isThreeByThree(window) ? Math.max(columns - input.w(), 0) : 0;
    }
}

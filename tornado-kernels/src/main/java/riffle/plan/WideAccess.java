package riffle.plan;

import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.LocalResponseNorm;
import riffle.operator.MaxPool;
import riffle.operator.PointwiseConv;
import riffle.tensor.Shape;

/**
 * How the wide and medium kernels do.
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
}

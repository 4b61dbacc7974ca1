package riffle.plan;

import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.LocalResponseNorm;
import riffle.operator.MaxPool;
import riffle.operator.PointwiseConv;

/**
 * How the narrow kernels do: all convolutions take the pixels of one row at a time, and so can write planes with a
 * border.
 *
 * @param step what they compute
 */
record NarrowAccess(Step step) implements Access {

    @Override
    public long overRead() {
        return switch (step.node().operator()) {
            case PointwiseConv op -> idleLanes();
            case Conv2d op -> idleLanes() * op.window().stride();
            case DepthwiseConv op -> idleLanes() * op.window().stride();
            case LocalResponseNorm op -> Access.idleLanes(op.input().pixels(), Tiles.WIDE);
            default -> 0;
        };
    }

    @Override
    public long overReadOfResidual() {
        return idleLanes();
    }

    @Override
    public int readBorder() {
        return switch (step.node().operator()) {
            case Conv2d op -> op.window().padding();
            case DepthwiseConv op -> op.window().padding();
            default -> 0;
        };
    }

    @Override
    public boolean writesBorder() {
        return switch (step.node().operator()) {
            case PointwiseConv op -> true;
            case Conv2d op -> true;
            case DepthwiseConv op -> true;
            case MaxPool op -> true;
            default -> false;
        };
    }

    private long idleLanes() {
        return Access.idleLanes(step.node().operator().output().w(), Tiles.NARROW);
    }
}

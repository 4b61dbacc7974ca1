package riffle.plan.family;

import riffle.execution.KernelSet;
import riffle.operator.AddRelu;
import riffle.operator.AvgPool;
import riffle.operator.BatchNorm;
import riffle.operator.ChannelShuffle;
import riffle.operator.Concat;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.FullyConnected;
import riffle.operator.GlobalAvgPool;
import riffle.operator.LocalResponseNorm;
import riffle.operator.MaxPool;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Softmax;
import riffle.plan.step.Step;

/** Which family computes a step: one row an operator. */
public final class Lowerings {

    private Lowerings() {}

    /** How the kernels of a set compute a step. */
    public static Lowering of(Step step, KernelSet kernels) {
        if (!step.before().isEmpty()) {
            return step.before().size() == 1 ? MergedPairFamily.of(step) : MergedUnitFamily.of(step);
        }
        boolean narrow = kernels == KernelSet.NARROW;
        return switch (step.node().operator()) {
            case PointwiseConv op -> narrow ? NarrowPointwiseFamily.of(step, op) : PointwiseFamily.of(step, op);
            case Conv2d op -> narrow ? NarrowDenseFamily.of(step, op) : dense(step, op);
            case DepthwiseConv op -> narrow ? NarrowDepthwiseFamily.of(step, op) : depthwise(step, op);
            case FullyConnected op -> FullyConnectedFamily.of(step, op, narrow);
            case MaxPool op -> MaxPoolFamily.of(step, op, narrow);
            case AvgPool op ->
                !narrow && AvgPool3x3Family.takes(op) ? AvgPool3x3Family.of(step, op) : AvgPoolFamily.of(step, op);
            case GlobalAvgPool op -> GlobalAvgPoolFamily.of(step, op);
            case LocalResponseNorm op -> LocalResponseNormFamily.of(step, op);
            case BatchNorm op -> BatchNormFamily.of(step, op);
            case ChannelShuffle op -> ChannelShuffleFamily.of(step, op);
            case Concat op -> ConcatFamily.of(step, op);
            case Relu op -> ElementwiseFamily.of(step, op);
            case AddRelu op -> ElementwiseFamily.of(step, op);
            case Softmax op -> SoftmaxFamily.of(step, op);
        };
    }

    /** Whether some kernel computes a step with the steps before it in its launch. */
    public static boolean merges(Step step) {
        return Merged.kernel(step).isPresent();
    }

    private static Lowering dense(Step step, Conv2d op) {
        return StemFamily.takes(op) ? StemFamily.of(step, op) : DenseFamily.of(step, op);
    }

    private static Lowering depthwise(Step step, DepthwiseConv op) {
        if (!DepthwiseFamily.readsDense(op)) {
            return DepthwiseFamily.of(step, op);
        }
        return op.window().stride() == 1 ? Depthwise3x3Family.of(step, op) : Depthwise3x3Stride2Family.of(step, op);
    }
}

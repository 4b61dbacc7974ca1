package riffle.plan.family;

import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.operator.Softmax;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operands;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;

/** Softmax and its logarithm; a work-item takes an image. */
public record SoftmaxFamily(int features) implements Family {

    static Lowering of(Step step, Softmax op) {
        return Lowering.dense(new Lowered(
                op.log() ? Kernel.LOG_SOFTMAX : Kernel.SOFTMAX,
                new SoftmaxFamily(op.input().c()),
                Operands.plain(step),
                NdRange.of(op.input().n(), 1, 1)));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int elements = times(Indices.alongX(range), features);
        return new Reach(List.of(elements - 1, elements - 1), elements);
    }
}

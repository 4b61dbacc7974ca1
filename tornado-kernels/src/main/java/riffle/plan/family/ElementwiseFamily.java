package riffle.plan.family;

import java.util.Collections;
import java.util.List;
import riffle.operator.AddRelu;
import riffle.operator.Relu;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operand;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;

/** Element by element, with no shape array; a work-item takes an element. */
public record ElementwiseFamily() implements Family {

    static Lowering of(Step step, Relu op) {
        return Lowering.dense(new Lowered(
                Kernel.RELU,
                new ElementwiseFamily(),
                List.of(new Operand.Value(step.inputs().getFirst()), new Operand.Result()),
                NdRange.of(op.input().elements(), 1, 1)));
    }

    static Lowering of(Step step, AddRelu op) {
        return Lowering.dense(new Lowered(
                Kernel.ADD_RELU,
                new ElementwiseFamily(),
                List.of(
                        new Operand.Value(step.inputs().get(0)),
                        new Operand.Value(step.inputs().get(1)),
                        new Operand.Result()),
                NdRange.of(op.input().elements(), 1, 1)));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int elements = Indices.alongX(range);
        return new Reach(Collections.nCopies(kernel.buffers().size(), elements - 1), elements);
    }
}

package riffle.plan.family;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operand;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;

/** Element by element, with no shape array; a work-item takes an element. */
public record ElementwiseFamily() implements Family {

    /** A kernel that takes the step's inputs, all of one shape. */
    static Lowering of(Step step, Kernel kernel) {
        List<Operand> operands = new ArrayList<>();
        step.inputs().forEach(input -> operands.add(new Operand.Value(input)));
        operands.add(new Operand.Result());
        int elements = step.node().operator().output().elements();
        return Lowering.dense(new Lowered(kernel, new ElementwiseFamily(), operands, NdRange.of(elements, 1, 1)));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int elements = Indices.alongX(range);
        return new Reach(Collections.nCopies(kernel.buffers().size(), elements - 1), elements);
    }
}

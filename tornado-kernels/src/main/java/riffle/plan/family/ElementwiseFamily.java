package riffle.plan.family;

import java.util.Collections;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operands;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;

/** Element by element, with no shape array; a work-item takes an element. */
public record ElementwiseFamily() implements Family {

    /** A kernel that takes the step's inputs, all of one shape. */
    static Lowering of(Step step, Kernel kernel) {
        int elements = step.node().operator().output().elements();
        return Lowering.dense(
                new Lowered(kernel, new ElementwiseFamily(), Operands.plain(step), NdRange.of(elements, 1, 1)));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int elements = Indices.alongX(range);
        return new Reach(Collections.nCopies(kernel.buffers().size(), elements - 1), elements);
    }
}

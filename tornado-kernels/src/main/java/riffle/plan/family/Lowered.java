package riffle.plan.family;

import java.util.List;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operand;

/**
 * A call of a kernel before there are buffers.
 *
 * @param kernel which kernel
 * @param family the entries of its shape array
 * @param operands what its buffers hold, in the order of {@link Kernel#buffers}
 * @param range its work-items
 */
public record Lowered(Kernel kernel, Family family, List<Operand> operands, NdRange range) {

    public Lowered {
        operands = List.copyOf(operands);
    }
}

package riffle.plan;

import java.util.List;
import java.util.OptionalInt;
import riffle.execution.Launch;
import riffle.plan.family.Kernel;
import riffle.plan.step.NdRange;

/**
 * One launch.
 *
 * @param launch what it does, for people and reports
 * @param kernel which kernel
 * @param shape its shape array, in the order of {@link Kernel#shape}
 * @param buffers ids of its buffers, in the order of {@link Kernel#buffers}
 * @param range its work-items
 */
public record KernelCall(Launch launch, Kernel kernel, List<Integer> shape, List<Integer> buffers, NdRange range) {

    public KernelCall {
        shape = List.copyOf(shape);
        buffers = List.copyOf(buffers);
        if (shape.size() != kernel.shape().size()
                || buffers.size() != kernel.buffers().size()) {
            throw new IllegalArgumentException(kernel.method() + " takes shape " + kernel.shape() + " and buffers "
                    + kernel.buffers() + ", got " + shape + " and " + buffers);
        }
    }

    /** The value of an entry of its shape array; nothing if its kernel has no such entry. */
    public OptionalInt entry(String name) {
        int position = kernel.shape().indexOf(name);
        return position < 0 ? OptionalInt.empty() : OptionalInt.of(shape.get(position));
    }
}

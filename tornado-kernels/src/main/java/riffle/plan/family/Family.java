package riffle.plan.family;

import riffle.plan.step.NdRange;
import riffle.plan.step.Reach;

/**
 * What one call of a kernel computes with: a record whose components are the entries of the kernel's shape array, in
 * its order and by its names.
 */
public interface Family {

    /**
     * How far a call reaches into each of its buffers, worked out as the kernel's code computes its indices, in exact
     * arithmetic: an int that would overflow in the kernel is refused here. {@link Entries#check} has passed.
     *
     * @param kernel the whole kernel, one of this family
     * @throws IllegalArgumentException if the entries make no sense together, or the NDRange is not the one that goes
     *     with them
     * @throws ArithmeticException if an index does not fit an int
     */
    Reach reach(Kernel kernel, NdRange range);
}

package riffle.flat;

import java.util.List;
import riffle.operator.Cost;
import riffle.plan.step.NdRange;
import riffle.plan.step.Reach;

/**
 * A launch of a flat bundle. Kernels and buffers are meant by their positions.
 *
 * @param name unique in its bundle
 * @param operatorClass what reports group by
 * @param kernel which kernel
 * @param memoryOnly the kernel with its loads and stores alone; {@value #NONE} if there is none
 * @param computeOnly the kernel with its arithmetic alone; {@value #NONE} if there is none
 * @param shape the shape array
 * @param buffers its buffers, the last of which it writes
 * @param reach the largest index that it touches in each buffer, and how many elements it writes
 * @param range its work-items
 * @param cost multiply-adds and compulsory bytes
 */
public record FlatLaunch(
        String name,
        String operatorClass,
        int kernel,
        int memoryOnly,
        int computeOnly,
        List<Integer> shape,
        List<Integer> buffers,
        Reach reach,
        NdRange range,
        Cost cost) {

    /** No kernel. */
    static final int NONE = -1;

    public FlatLaunch {
        shape = List.copyOf(shape);
        buffers = List.copyOf(buffers);
    }
}

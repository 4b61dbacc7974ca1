package riffle.replay;

import static org.lwjgl.opencl.CL10.nclEnqueueNDRangeKernel;

import java.util.List;
import org.lwjgl.BufferUtils;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryUtil;
import riffle.opencl.ClInfo;
import riffle.opencl.ClStatus;
import riffle.plan.Plan;
import riffle.plan.step.NdRange;

/**
 * The launches of a plan, ready to be enqueued: sizes already lie where the driver reads them. A pass of a small
 * network takes less time than the Java virtual machine needs to compile a loop, so the loop here does next to nothing.
 */
final class ReplayLaunches {

    private static final int DIMENSIONS = 3;

    private final Plan plan;
    private final long queue;
    private final long[] kernels;
    private final PointerBuffer sizes;
    private final long[] global;
    private final long[] local;

    /**
     * @param kernels one cl_kernel a call, its arguments set
     * @param device cl_device_id; it chooses the size of groups that are larger than it takes for their kernel
     */
    ReplayLaunches(Plan plan, long queue, List<Long> kernels, long device) {
        this.plan = plan;
        this.queue = queue;
        int calls = kernels.size();
        this.kernels = kernels.stream().mapToLong(Long::longValue).toArray();
        global = new long[calls];
        local = new long[calls];
        long[] largest = ClInfo.largestItems(device);
        sizes = BufferUtils.createPointerBuffer(2 * DIMENSIONS * calls);
        for (int i = 0; i < calls; i++) {
            NdRange range = plan.calls().get(i).range();
            global[i] = MemoryUtil.memAddress(sizes);
            sizes.put(range.globalX()).put(range.globalY()).put(range.globalZ());
            boolean fits = (long) range.localX() * range.localY() <= ClInfo.largestGroup(this.kernels[i], device)
                    && range.localX() <= largest[0]
                    && range.localY() <= largest[1];
            local[i] = fits ? MemoryUtil.memAddress(sizes) : MemoryUtil.NULL;
            sizes.put(range.localX()).put(range.localY()).put(1);
        }
    }

    /** Enqueues all of them, in order, without waiting. */
    void enqueue(ReplayEvents events) {
        long event = events.ofKernels();
        for (int i = 0; i < kernels.length; i++) {
            int status = nclEnqueueNDRangeKernel(
                    queue,
                    kernels[i],
                    DIMENSIONS,
                    MemoryUtil.NULL,
                    global[i],
                    local[i],
                    0,
                    MemoryUtil.NULL,
                    event + (long) i * Long.BYTES);
            if (status != 0) {
                ClStatus.check(
                        "clEnqueueNDRangeKernel " + plan.calls().get(i).launch().name(), status);
            }
        }
    }
}

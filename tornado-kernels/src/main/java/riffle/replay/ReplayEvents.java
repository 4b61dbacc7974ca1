package riffle.replay;

import static org.lwjgl.opencl.CL10.CL_PROFILING_COMMAND_END;
import static org.lwjgl.opencl.CL10.CL_PROFILING_COMMAND_START;
import static org.lwjgl.opencl.CL10.clGetEventProfilingInfo;
import static org.lwjgl.opencl.CL10.clReleaseEvent;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import org.lwjgl.BufferUtils;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import riffle.execution.Sample;
import riffle.opencl.ClStatus;
import riffle.tensor.Tensor;

/** What times one run: the events of each launch and of each copy, and the host's clock for what it copies in place. */
final class ReplayEvents {

    private final PointerBuffer kernels;
    private final List<PointerBuffer> transfers = new ArrayList<>();
    private long copyNanos;

    ReplayEvents(int launches) {
        kernels = BufferUtils.createPointerBuffer(launches);
    }

    /** Address at which the launches put their events, one after the other. */
    long ofKernels() {
        return MemoryUtil.memAddress(kernels);
    }

    /** Where the next copy puts its event. */
    PointerBuffer transfer() {
        PointerBuffer event = BufferUtils.createPointerBuffer(1);
        transfers.add(event);
        return event;
    }

    /** Runs something that copies between the host's memory and the device's in place. */
    void copying(Runnable copy) {
        long start = System.nanoTime();
        copy.run();
        copyNanos += System.nanoTime() - start;
    }

    /** Reads and releases the events; to be called once everything has finished. */
    Sample sample(Tensor output, long endToEndNanos) {
        long transfer = copyNanos;
        for (PointerBuffer event : transfers) {
            transfer += nanos(event.get(0));
        }
        List<Long> times = new ArrayList<>(kernels.capacity());
        for (int i = 0; i < kernels.capacity(); i++) {
            times.add(nanos(kernels.get(i)));
        }
        return new Sample(output, endToEndNanos, transfer, times);
    }

    /** From the start to the end of a command on the device. */
    private static long nanos(long event) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            LongBuffer time = stack.mallocLong(1);
            ClStatus.check(
                    "clGetEventProfilingInfo", clGetEventProfilingInfo(event, CL_PROFILING_COMMAND_START, time, null));
            long start = time.get(0);
            ClStatus.check(
                    "clGetEventProfilingInfo", clGetEventProfilingInfo(event, CL_PROFILING_COMMAND_END, time, null));
            ClStatus.check("clReleaseEvent", clReleaseEvent(event));
            return time.get(0) - start;
        }
    }
}

package riffle.replay;

import static org.lwjgl.opencl.CL10.CL_CONTEXT_PLATFORM;
import static org.lwjgl.opencl.CL10.CL_QUEUE_PROFILING_ENABLE;
import static org.lwjgl.opencl.CL10.clCreateCommandQueue;
import static org.lwjgl.opencl.CL10.clCreateContext;
import static org.lwjgl.opencl.CL10.clCreateKernel;
import static org.lwjgl.opencl.CL10.clEnqueueNDRangeKernel;
import static org.lwjgl.opencl.CL10.clEnqueueReadBuffer;
import static org.lwjgl.opencl.CL10.clEnqueueWriteBuffer;
import static org.lwjgl.opencl.CL10.clFinish;
import static org.lwjgl.opencl.CL10.clReleaseCommandQueue;
import static org.lwjgl.opencl.CL10.clReleaseContext;
import static org.lwjgl.opencl.CL10.clReleaseEvent;
import static org.lwjgl.opencl.CL10.clReleaseKernel;
import static org.lwjgl.opencl.CL10.clReleaseProgram;
import static org.lwjgl.opencl.CL10.clSetKernelArg;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.List;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import riffle.bundle.CallingConvention;
import riffle.bundle.KernelLibrary;
import riffle.bundle.Library;
import riffle.execution.Device;
import riffle.opencl.ClStatus;
import riffle.opencl.OpenClDevice;
import riffle.opencl.OpenClDevices;
import riffle.plan.MicroPlan;
import riffle.plan.family.Kernel;

/**
 * What using a device costs beside what it computes, on the host's clock: launches that do nothing, as a replay makes
 * them, and plain copies. Not thread-safe.
 */
public final class DeviceProbe implements AutoCloseable {

    private final long context;
    private final long queue;
    private final ReplayMemory memory;
    private final long program;
    private final long kernel;
    private final PointerBuffer one = MemoryUtil.memAllocPointer(1).put(0, 1);

    /**
     * @throws riffle.execution.ExecutionException if the device refuses
     */
    public DeviceProbe(Device device) {
        OpenClDevice found = OpenClDevices.all().get(device.index());
        KernelLibrary library = Library.shipped();
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer status = stack.mallocInt(1);
            context = clCreateContext(
                    stack.pointers(CL_CONTEXT_PLATFORM, found.platform(), 0), found.id(), null, 0, status);
            ClStatus.check("clCreateContext", status.get(0));
            queue = clCreateCommandQueue(context, found.id(), CL_QUEUE_PROFILING_ENABLE, status);
            ClStatus.check("clCreateCommandQueue", status.get(0));
            memory = ReplayMemory.Form.of(found).create(context, queue);
            program = ReplayProgram.build(context, found, library.source(Kernel.NOTHING), library.buildOptions());
            kernel = clCreateKernel(program, Kernel.NOTHING.method(), status);
            ClStatus.check("clCreateKernel", status.get(0));
        }
        long unread = memory.allocate(CallingConvention.ATOMICS_BYTES); // serves all leading arguments
        int argument = 0;
        memory.argument(kernel, argument++, unread);
        memory.argument(kernel, argument++, unread);
        ClStatus.check("clSetKernelArg", clSetKernelArg(kernel, argument++, CallingConvention.LOCAL_BYTES));
        memory.argument(kernel, argument++, unread);
        memory.argument(kernel, argument++, memory.ints(List.of(0)));
        memory.argument(kernel, argument++, memory.zeros(MicroPlan.INPUT.size()));
        memory.argument(kernel, argument, memory.zeros(1));
    }

    /** Nanoseconds for so many launches in a row, until the last has ended. */
    public long launch(int count) {
        PointerBuffer events = MemoryUtil.memAllocPointer(count);
        try {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                ClStatus.check(
                        "clEnqueueNDRangeKernel",
                        clEnqueueNDRangeKernel(queue, kernel, 1, null, one, one, null, events.slice(i, 1)));
            }
            ClStatus.check("clFinish", clFinish(queue));
            long nanos = System.nanoTime() - start;
            for (int i = 0; i < count; i++) {
                ClStatus.check("clReleaseEvent", clReleaseEvent(events.get(i)));
            }
            return nanos;
        } finally {
            MemoryUtil.memFree(events);
        }
    }

    /**
     * Copies so many bytes, several times, after once to make pages resident.
     *
     * @param there host to device; the other way if false
     * @return nanoseconds of each copy
     */
    public long[] transfers(boolean there, int bytes, int times) {
        long[] nanos = new long[times];
        ByteBuffer host = MemoryUtil.memCalloc(bytes);
        try (ReplayMemory own = new BufferMemory(context, queue, false)) {
            long buffer = own.allocate(bytes);
            copy(true, buffer, host);
            copy(false, buffer, host);
            for (int i = 0; i < times; i++) {
                long start = System.nanoTime();
                copy(there, buffer, host);
                nanos[i] = System.nanoTime() - start;
            }
            return nanos;
        } finally {
            MemoryUtil.memFree(host);
        }
    }

    private void copy(boolean there, long buffer, ByteBuffer host) {
        int status = there
                ? clEnqueueWriteBuffer(queue, buffer, true, 0, host, null, null)
                : clEnqueueReadBuffer(queue, buffer, true, 0, host, null, null);
        ClStatus.check(there ? "clEnqueueWriteBuffer" : "clEnqueueReadBuffer", status);
    }

    @Override
    public void close() {
        MemoryUtil.memFree(one);
        ClStatus.check("clReleaseKernel", clReleaseKernel(kernel));
        ClStatus.check("clReleaseProgram", clReleaseProgram(program));
        memory.close();
        ClStatus.check("clReleaseCommandQueue", clReleaseCommandQueue(queue));
        ClStatus.check("clReleaseContext", clReleaseContext(context));
    }
}

package riffle.bundle;

import static org.lwjgl.opencl.CL10.CL_DEVICE_GLOBAL_MEM_SIZE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_MAX_MEM_ALLOC_SIZE;
import static org.lwjgl.opencl.CL10.CL_MEM_ALLOC_HOST_PTR;
import static org.lwjgl.opencl.CL10.CL_MEM_READ_WRITE;
import static org.lwjgl.opencl.CL10.clCreateBuffer;
import static org.lwjgl.opencl.CL10.clEnqueueWriteBuffer;
import static org.lwjgl.opencl.CL10.clReleaseMemObject;
import static org.lwjgl.opencl.CL11.CL_DEVICE_HOST_UNIFIED_MEMORY;
import static org.lwjgl.opencl.CL12.clEnqueueFillBuffer;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import riffle.execution.ExecutionException;
import riffle.plan.Buffer;
import riffle.plan.Plan;

/**
 * Device memory in the form that TornadoVM's kernels expect: an array is a header of 16 bytes that begins with the number of
 * elements, then the elements. Where host and device share memory, buffers are allocated so that the host can map them.
 */
final class ReplayMemory implements AutoCloseable {

    private final List<Long> buffers = new ArrayList<>();
    private final long context;
    private final long queue;
    private final boolean shared;

    ReplayMemory(long context, long queue, OpenClDevices.Found device) {
        this.context = context;
        this.queue = queue;
        this.shared = ClInfo.deviceNumber(device.id(), CL_DEVICE_HOST_UNIFIED_MEMORY) != 0;
    }

    /** Whether the host reads and writes device memory in place. */
    boolean isShared() {
        return shared;
    }

    /**
     * Refuses a plan that the device has no memory for, before anything is allocated.
     *
     * @throws ExecutionException naming the buffer or the sum, and what the device has
     */
    static void checkFits(Plan plan, OpenClDevices.Found device) {
        long largest = Math.min(ClInfo.deviceNumber(device.id(), CL_DEVICE_MAX_MEM_ALLOC_SIZE), Integer.MAX_VALUE);
        long all = ClInfo.deviceNumber(device.id(), CL_DEVICE_GLOBAL_MEM_SIZE);
        long sum = 0;
        for (Buffer buffer : plan.buffers()) {
            long bytes = bytes(buffer.elements());
            if (bytes > largest) {
                throw new ExecutionException(
                        plan.network() + ": buffer " + buffer.name() + " needs " + bytes + " bytes, "
                                + device.device().name() + " allocates at most " + largest,
                        null);
            }
            sum += bytes;
        }
        if (sum > all) {
            throw new ExecutionException(
                    plan.network() + " needs " + sum + " bytes, "
                            + device.device().name() + " has " + all,
                    null);
        }
    }

    /** An array of zeros. */
    long zeros(int elements) {
        long buffer = allocate(bytes(elements));
        fill(buffer, elements, 0);
        try (MemoryStack stack = MemoryStack.stackPush()) {
            ByteBuffer count = stack.malloc(4).putInt(0, elements);
            ClStatus.check("clEnqueueWriteBuffer", clEnqueueWriteBuffer(queue, buffer, true, 0, count, null, null));
        }
        return buffer;
    }

    /** Sets every element of an array; the header stays. */
    void fill(long buffer, int elements, float value) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            ByteBuffer pattern = stack.malloc(Float.BYTES).putFloat(0, value);
            long bytes = (long) Float.BYTES * elements;
            ClStatus.check(
                    "clEnqueueFillBuffer",
                    clEnqueueFillBuffer(queue, buffer, pattern, CallingConvention.HEADER_BYTES, bytes, null, null));
        }
    }

    /** An array of float with some content, zeros after it. */
    long floats(int elements, float[] content) {
        ByteBuffer image = MemoryUtil.memCalloc((int) bytes(elements));
        try {
            image.putInt(0, elements);
            image.position(CallingConvention.HEADER_BYTES)
                    .slice()
                    .order(image.order())
                    .asFloatBuffer()
                    .put(content);
            return upload(image.position(0));
        } finally {
            MemoryUtil.memFree(image);
        }
    }

    /** An array of int. */
    long ints(List<Integer> content) {
        ByteBuffer image = MemoryUtil.memCalloc((int) bytes(content.size()));
        try {
            image.putInt(0, content.size());
            for (int i = 0; i < content.size(); i++) {
                image.putInt(CallingConvention.HEADER_BYTES + i * Integer.BYTES, content.get(i));
            }
            return upload(image);
        } finally {
            MemoryUtil.memFree(image);
        }
    }

    /** Memory without a header, its content undefined. */
    long allocate(long bytes) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer status = stack.mallocInt(1);
            long flags = CL_MEM_READ_WRITE | (shared ? CL_MEM_ALLOC_HOST_PTR : 0);
            long buffer = clCreateBuffer(context, flags, bytes, status);
            ClStatus.check("clCreateBuffer of " + bytes + " bytes", status.get(0));
            buffers.add(buffer);
            return buffer;
        }
    }

    private long upload(ByteBuffer image) {
        long buffer = allocate(image.remaining());
        ClStatus.check("clEnqueueWriteBuffer", clEnqueueWriteBuffer(queue, buffer, true, 0, image, null, null));
        return buffer;
    }

    static long bytes(int elements) {
        return CallingConvention.HEADER_BYTES + (long) Float.BYTES * elements;
    }

    @Override
    public void close() {
        buffers.forEach(buffer -> ClStatus.check("clReleaseMemObject", clReleaseMemObject(buffer)));
        buffers.clear();
    }
}

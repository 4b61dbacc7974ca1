package riffle.replay;

import static org.lwjgl.opencl.CL10.CL_MAP_READ;
import static org.lwjgl.opencl.CL10.CL_MAP_WRITE;
import static org.lwjgl.opencl.CL10.CL_MEM_ALLOC_HOST_PTR;
import static org.lwjgl.opencl.CL10.CL_MEM_READ_WRITE;
import static org.lwjgl.opencl.CL10.clCreateBuffer;
import static org.lwjgl.opencl.CL10.clEnqueueMapBuffer;
import static org.lwjgl.opencl.CL10.clEnqueueReadBuffer;
import static org.lwjgl.opencl.CL10.clEnqueueUnmapMemObject;
import static org.lwjgl.opencl.CL10.clEnqueueWriteBuffer;
import static org.lwjgl.opencl.CL10.clReleaseMemObject;
import static org.lwjgl.opencl.CL10.clSetKernelArg1p;
import static org.lwjgl.opencl.CL11.CL_BUFFER_CREATE_TYPE_REGION;
import static org.lwjgl.opencl.CL11.nclCreateSubBuffer;
import static org.lwjgl.opencl.CL12.clEnqueueFillBuffer;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.lwjgl.opencl.CLBufferRegion;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import riffle.bundle.CallingConvention;
import riffle.execution.ExecutionException;
import riffle.opencl.ClStatus;

/**
 * Memory objects. Where host and device share memory the host maps them, elsewhere the elements are copied; the header
 * never travels.
 */
final class BufferMemory extends ReplayMemory {

    private final long context;
    private final long queue;
    private final boolean shared;
    private final List<Long> buffers = new ArrayList<>();

    /**
     * @param shared whether the host maps the objects
     */
    BufferMemory(long context, long queue, boolean shared) {
        this.context = context;
        this.queue = queue;
        this.shared = shared;
    }

    @Override
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

    @Override
    long part(long buffer, long offset, long bytes) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer status = stack.mallocInt(1);
            CLBufferRegion region = CLBufferRegion.calloc(stack).origin(offset).size(bytes);
            long part = nclCreateSubBuffer(
                    buffer,
                    CL_MEM_READ_WRITE,
                    CL_BUFFER_CREATE_TYPE_REGION,
                    region.address(),
                    MemoryUtil.memAddress(status));
            ClStatus.check("clCreateSubBuffer of " + bytes + " bytes", status.get(0));
            buffers.add(part);
            return part;
        }
    }

    @Override
    void initialise(long buffer, ByteBuffer image) {
        ClStatus.check("clEnqueueWriteBuffer", clEnqueueWriteBuffer(queue, buffer, true, 0, image, null, null));
    }

    @Override
    void argument(long kernel, int index, long buffer) {
        ClStatus.check("clSetKernelArg", clSetKernelArg1p(kernel, index, buffer));
    }

    @Override
    void fill(long buffer, int elements, float value) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            ByteBuffer pattern = stack.malloc(Float.BYTES).putFloat(0, value);
            long bytes = (long) Float.BYTES * elements;
            ClStatus.check(
                    "clEnqueueFillBuffer",
                    clEnqueueFillBuffer(queue, buffer, pattern, CallingConvention.HEADER_BYTES, bytes, null, null));
        }
    }

    @Override
    void write(long buffer, int elements, Consumer<ByteBuffer> writer, ReplayEvents events) {
        if (shared) {
            mapped(buffer, elements, CL_MAP_WRITE, writer, events);
            return;
        }
        ByteBuffer image = MemoryUtil.memCalloc(Float.BYTES * elements);
        try {
            writer.accept(image);
            image.position(0);
            ClStatus.check(
                    "clEnqueueWriteBuffer",
                    clEnqueueWriteBuffer(
                            queue, buffer, true, CallingConvention.HEADER_BYTES, image, null, events.transfer()));
        } finally {
            MemoryUtil.memFree(image);
        }
    }

    @Override
    void read(long buffer, int elements, Consumer<ByteBuffer> reader, ReplayEvents events) {
        if (shared) {
            mapped(buffer, elements, CL_MAP_READ, reader, events);
            return;
        }
        ByteBuffer image = MemoryUtil.memAlloc(Float.BYTES * elements);
        try {
            ClStatus.check(
                    "clEnqueueReadBuffer",
                    clEnqueueReadBuffer(
                            queue, buffer, true, CallingConvention.HEADER_BYTES, image, null, events.transfer()));
            reader.accept(image);
        } finally {
            MemoryUtil.memFree(image);
        }
    }

    private void mapped(long buffer, int elements, int how, Consumer<ByteBuffer> use, ReplayEvents events) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer status = stack.mallocInt(1);
            ByteBuffer image = clEnqueueMapBuffer(
                    queue,
                    buffer,
                    true,
                    how,
                    CallingConvention.HEADER_BYTES,
                    (long) Float.BYTES * elements,
                    null,
                    events.transfer(),
                    status,
                    null);
            ClStatus.check("clEnqueueMapBuffer", status.get(0));
            if (image == null) {
                throw new ExecutionException("OpenCL: clEnqueueMapBuffer gave no address and no error", null);
            }
            events.copying(() -> use.accept(image));
            ClStatus.check(
                    "clEnqueueUnmapMemObject",
                    clEnqueueUnmapMemObject(queue, buffer, image.position(0), null, events.transfer()));
        }
    }

    @Override
    public void close() {
        buffers.forEach(buffer -> ClStatus.check("clReleaseMemObject", clReleaseMemObject(buffer)));
        buffers.clear();
    }
}

package riffle.bundle;

import static org.lwjgl.opencl.CL10.CL_MAP_READ;
import static org.lwjgl.opencl.CL10.CL_MAP_WRITE;
import static org.lwjgl.opencl.CL10.clEnqueueMapBuffer;
import static org.lwjgl.opencl.CL10.clEnqueueReadBuffer;
import static org.lwjgl.opencl.CL10.clEnqueueUnmapMemObject;
import static org.lwjgl.opencl.CL10.clEnqueueWriteBuffer;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import org.lwjgl.BufferUtils;
import org.lwjgl.system.MemoryStack;
import riffle.plan.Buffer;
import riffle.plan.Plan;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/**
 * Brings inputs to the device and the output back: in place where host and device share memory, by copies elsewhere. Only the
 * elements travel, never the header.
 */
final class ReplayTransfers {

    private final Plan plan;
    private final long[] buffers;
    private final long queue;
    private final boolean shared;

    ReplayTransfers(Plan plan, long[] buffers, long queue, boolean shared) {
        this.plan = plan;
        this.buffers = buffers;
        this.queue = queue;
        this.shared = shared;
    }

    /**
     * @throws IllegalArgumentException if a tensor is not of its input's shape
     */
    void upload(List<Tensor> inputs, ReplayEvents events) {
        List<Buffer> to = plan.buffers(Buffer.Role.INPUT);
        for (int i = 0; i < to.size(); i++) {
            Buffer buffer = to.get(i);
            Tensor tensor = inputs.get(i);
            if (!tensor.shape().equals(buffer.shape())) {
                throw new IllegalArgumentException(
                        plan.network() + ": input is " + tensor.shape() + ", expected " + buffer.shape());
            }
            if (shared) {
                ByteBuffer mapped = map(buffer, CL_MAP_WRITE, events);
                fill(buffer, tensor, mapped.asFloatBuffer());
                unmap(buffer, mapped, events);
            } else {
                ByteBuffer image = BufferUtils.createByteBuffer(Float.BYTES * buffer.elements());
                fill(buffer, tensor, image.asFloatBuffer());
                ClStatus.check(
                        "clEnqueueWriteBuffer",
                        clEnqueueWriteBuffer(
                                queue,
                                buffers[buffer.id()],
                                true,
                                CallingConvention.HEADER_BYTES,
                                image,
                                null,
                                events.transfer()));
            }
        }
    }

    /** Waits for everything before it. */
    void download(Tensor output, ReplayEvents events) {
        Buffer buffer = plan.buffers(Buffer.Role.OUTPUT).getFirst();
        if (shared) {
            ByteBuffer mapped = map(buffer, CL_MAP_READ, events);
            mapped.asFloatBuffer().get(output.data());
            unmap(buffer, mapped, events);
        } else {
            ByteBuffer image = BufferUtils.createByteBuffer(Float.BYTES * output.data().length);
            ClStatus.check(
                    "clEnqueueReadBuffer",
                    clEnqueueReadBuffer(
                            queue,
                            buffers[buffer.id()],
                            true,
                            CallingConvention.HEADER_BYTES,
                            image,
                            null,
                            events.transfer()));
            image.asFloatBuffer().get(output.data());
        }
    }

    private ByteBuffer map(Buffer buffer, int how, ReplayEvents events) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer status = stack.mallocInt(1);
            ByteBuffer mapped = clEnqueueMapBuffer(
                    queue,
                    buffers[buffer.id()],
                    true,
                    how,
                    CallingConvention.HEADER_BYTES,
                    (long) Float.BYTES * buffer.elements(),
                    null,
                    events.transfer(),
                    status,
                    null);
            ClStatus.check("clEnqueueMapBuffer", status.get(0));
            return mapped;
        }
    }

    private void unmap(Buffer buffer, ByteBuffer mapped, ReplayEvents events) {
        ClStatus.check(
                "clEnqueueUnmapMemObject",
                clEnqueueUnmapMemObject(queue, buffers[buffer.id()], mapped, null, events.transfer()));
    }

    private static void fill(Buffer buffer, Tensor tensor, FloatBuffer to) {
        Shape shape = buffer.shape();
        if (buffer.border() == 0) {
            to.put(0, tensor.data());
            return;
        }
        for (int plane = 0; plane < shape.n() * shape.c(); plane++) {
            for (int row = 0; row < shape.h(); row++) {
                int from = (plane * shape.h() + row) * shape.w();
                to.put(buffer.index(plane, row, 0), tensor.data(), from, shape.w());
            }
        }
    }
}

package riffle.replay;

import static org.lwjgl.opencl.CL10.CL_MEM_READ_WRITE;
import static org.lwjgl.opencl.CL20.CL_MEM_SVM_FINE_GRAIN_BUFFER;
import static org.lwjgl.opencl.CL20.nclSVMAlloc;
import static org.lwjgl.opencl.CL20.nclSVMFree;
import static org.lwjgl.opencl.CL20.nclSetKernelArgSVMPointer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.lwjgl.system.MemoryUtil;
import riffle.bundle.CallingConvention;
import riffle.execution.ExecutionException;
import riffle.opencl.ClStatus;

/**
 * Fine-grained shared virtual memory: the host reads and writes it at its address, and kernels take that address. The
 * elements of an array begin at a cache line.
 */
final class SharedVirtualMemory extends ReplayMemory {

    private static final int CACHE_LINE = 64;
    private static final int BEFORE_HEADER = CACHE_LINE - CallingConvention.HEADER_BYTES;

    private final long context;
    private final List<Long> allocations = new ArrayList<>();

    SharedVirtualMemory(long context) {
        this.context = context;
    }

    @Override
    long allocate(long bytes) {
        long flags = CL_MEM_READ_WRITE | CL_MEM_SVM_FINE_GRAIN_BUFFER;
        long allocation = nclSVMAlloc(context, flags, BEFORE_HEADER + bytes, CACHE_LINE);
        if (allocation == 0) {
            throw new ExecutionException("OpenCL: clSVMAlloc of " + bytes + " bytes failed", null);
        }
        allocations.add(allocation);
        return allocation + BEFORE_HEADER;
    }

    @Override
    long part(long memory, long offset, long bytes) {
        return memory + offset;
    }

    @Override
    void initialise(long memory, ByteBuffer image) {
        MemoryUtil.memCopy(MemoryUtil.memAddress(image), memory, image.remaining());
    }

    @Override
    void argument(long kernel, int index, long memory) {
        ClStatus.check("clSetKernelArgSVMPointer", nclSetKernelArgSVMPointer(kernel, index, memory));
    }

    @Override
    void fill(long memory, int elements, float value) {
        ByteBuffer image = elements(memory, elements);
        while (image.hasRemaining()) {
            image.putFloat(value);
        }
    }

    @Override
    void write(long memory, int elements, Consumer<ByteBuffer> writer, ReplayEvents events) {
        events.copying(() -> writer.accept(elements(memory, elements)));
    }

    @Override
    void read(long memory, int elements, Consumer<ByteBuffer> reader, ReplayEvents events) {
        events.copying(() -> reader.accept(elements(memory, elements)));
    }

    private static ByteBuffer elements(long memory, int elements) {
        return MemoryUtil.memByteBuffer(memory + CallingConvention.HEADER_BYTES, Float.BYTES * elements);
    }

    @Override
    public void close() {
        allocations.forEach(allocation -> nclSVMFree(context, allocation));
        allocations.clear();
    }
}

package riffle.replay;

import static org.lwjgl.opencl.CL11.CL_DEVICE_HOST_UNIFIED_MEMORY;
import static org.lwjgl.opencl.CL20.CL_DEVICE_SVM_CAPABILITIES;
import static org.lwjgl.opencl.CL20.CL_DEVICE_SVM_FINE_GRAIN_BUFFER;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.lwjgl.system.MemoryUtil;
import riffle.bundle.CallingConvention;
import riffle.execution.ExecutionException;
import riffle.opencl.ClInfo;
import riffle.opencl.OpenClDevice;

/**
 * Device memory in the form that TornadoVM's kernels expect: an array is a header of {@value
 * CallingConvention#HEADER_BYTES} bytes that begins with the number of elements, then the elements.
 *
 * <p>What a {@code long} here stands for is the implementation's own: a memory object or an address.
 */
abstract sealed class ReplayMemory implements AutoCloseable permits BufferMemory, SharedVirtualMemory {

    /** How host and device share what they both use. */
    enum Form {
        /** Addresses that both know. Enqueueing costs time for each memory object, and addresses are none. */
        ADDRESSES {
            @Override
            ReplayMemory create(long context, long queue) {
                return new SharedVirtualMemory(context);
            }
        },
        /** Memory objects that the host maps. */
        MAPPED {
            @Override
            ReplayMemory create(long context, long queue) {
                return new BufferMemory(context, queue, true);
            }
        },
        /** Memory objects, and copies. */
        COPIED {
            @Override
            ReplayMemory create(long context, long queue) {
                return new BufferMemory(context, queue, false);
            }
        };

        abstract ReplayMemory create(long context, long queue);

        /** Elements from the first of an array to the first that begins a cache line of 64 bytes. */
        int elementsToCacheLine() {
            return this == ADDRESSES ? 0 : (64 - CallingConvention.HEADER_BYTES) / Float.BYTES;
        }

        /** The first of these that a device has. */
        static Form of(OpenClDevice device) {
            if (ClInfo.deviceNumber(device.id(), CL_DEVICE_HOST_UNIFIED_MEMORY) == 0) {
                return COPIED;
            }
            long shared = ClInfo.deviceNumberIfKnown(device.id(), CL_DEVICE_SVM_CAPABILITIES);
            return (shared & CL_DEVICE_SVM_FINE_GRAIN_BUFFER) == 0 ? MAPPED : ADDRESSES;
        }
    }

    /** Memory of zeros, without a header. */
    long zeros(long bytes) {
        long memory = allocate(bytes);
        ByteBuffer image = MemoryUtil.memCalloc((int) bytes);
        try {
            initialise(memory, image);
        } finally {
            MemoryUtil.memFree(image);
        }
        return memory;
    }

    /** An array of float with some content, zeros after it. */
    long floats(int elements, float[] content) {
        return array(elements, image -> image.asFloatBuffer().put(content));
    }

    /** An array of int. */
    long ints(List<Integer> content) {
        return array(content.size(), image -> content.forEach(image::putInt));
    }

    private long array(int elements, Consumer<ByteBuffer> content) {
        long memory = allocate(bytes(elements));
        ByteBuffer image = MemoryUtil.memCalloc((int) bytes(elements));
        try {
            image.putInt(0, elements);
            content.accept(
                    image.position(CallingConvention.HEADER_BYTES).slice().order(image.order()));
            initialise(memory, image.position(0));
        } finally {
            MemoryUtil.memFree(image);
        }
        return memory;
    }

    static long bytes(int elements) {
        return CallingConvention.HEADER_BYTES + (long) Float.BYTES * elements;
    }

    /**
     * Memory without a header, its content undefined.
     *
     * @throws ExecutionException if the device does not give that much
     */
    abstract long allocate(long bytes);

    /** A part of allocated memory, which is freed with the whole. */
    abstract long part(long memory, long offset, long bytes);

    /** Fills newly allocated memory, header and all. */
    abstract void initialise(long memory, ByteBuffer image);

    /** Makes memory an argument of a kernel. */
    abstract void argument(long kernel, int index, long memory);

    /** Sets the first elements of an array; everything enqueued before has finished. */
    abstract void fill(long memory, int elements, float value);

    /**
     * Lets the host write the first elements of an array, before anything is enqueued that reads them.
     *
     * @param writer gets the elements, their old content undefined
     */
    abstract void write(long memory, int elements, Consumer<ByteBuffer> writer, ReplayEvents events);

    /**
     * Lets the host read the first elements of an array, once everything enqueued has finished.
     *
     * @param reader gets the elements
     */
    abstract void read(long memory, int elements, Consumer<ByteBuffer> reader, ReplayEvents events);

    /** Frees all of it. */
    @Override
    public abstract void close();
}

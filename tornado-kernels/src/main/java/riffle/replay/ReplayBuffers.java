package riffle.replay;

import static org.lwjgl.opencl.CL10.CL_DEVICE_GLOBAL_MEM_SIZE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_MAX_MEM_ALLOC_SIZE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_MEM_BASE_ADDR_ALIGN;

import riffle.bundle.CallingConvention;
import riffle.execution.DeviceMemory;
import riffle.execution.ExecutionException;
import riffle.opencl.ClInfo;
import riffle.opencl.OpenClDevice;
import riffle.plan.Arena;
import riffle.plan.Buffer;
import riffle.plan.Plan;
import riffle.plan.WeightPacker;
import riffle.weights.Weights;

/**
 * Where a plan's buffers lie on a device: activations that are never alive together share memory, the others lie alone.
 */
final class ReplayBuffers {

    private static final long CACHE_LINE = 64;

    /** No device asks for more; one that seems to is not believed. */
    private static final long PAGE = 1 << 16;

    private final Plan plan;
    private final Arena arena;

    /**
     * Refuses a plan that the device has no memory for, before anything is allocated.
     *
     * @throws ExecutionException naming the buffer or the sum, and what the device has
     */
    ReplayBuffers(Plan plan, OpenClDevice device) {
        long largest = Math.min(ClInfo.deviceBytes(device.id(), CL_DEVICE_MAX_MEM_ALLOC_SIZE), Integer.MAX_VALUE);
        long alignment = Math.clamp(
                ClInfo.deviceNumber(device.id(), CL_DEVICE_MEM_BASE_ADDR_ALIGN) / Byte.SIZE, CACHE_LINE, PAGE);
        this.plan = plan;
        this.arena = Arena.of(plan, CallingConvention.HEADER_BYTES, alignment, largest);
        long all = ClInfo.deviceBytes(device.id(), CL_DEVICE_GLOBAL_MEM_SIZE);
        long sum = arena.bytes();
        for (Buffer buffer : plan.buffers()) {
            long bytes = ReplayMemory.bytes(buffer.elements());
            if (bytes > largest) {
                throw new ExecutionException(
                        plan.network() + ": buffer " + buffer.name() + " needs " + bytes + " bytes, "
                                + device.device().name() + " allocates at most " + largest,
                        null);
            }
            sum += liesAlone(buffer) ? bytes : 0;
        }
        if (sum > all) {
            throw new ExecutionException(
                    plan.network() + " needs " + sum + " bytes, "
                            + device.device().name() + " has " + all,
                    null);
        }
    }

    private boolean liesAlone(Buffer buffer) {
        return !arena.offsets().containsKey(buffer.id());
    }

    /** What is allocated. */
    DeviceMemory size() {
        long alone = plan.buffers().stream()
                .filter(buffer -> buffer.role() != Buffer.Role.WEIGHTS && liesAlone(buffer))
                .mapToLong(buffer -> ReplayMemory.bytes(buffer.elements()))
                .sum();
        return plan.memory(arena.bytes() + alone);
    }

    /** Allocates all of them, weights packed, the rest zeros; by id of the buffer. */
    long[] allocate(ReplayMemory memory, Weights weights) {
        long[] allocated = new long[plan.buffers().size()];
        long shared = arena.bytes() == 0 ? 0 : memory.zeros(arena.bytes());
        for (Buffer buffer : plan.buffers()) {
            int id = buffer.id();
            if (buffer.role() == Buffer.Role.WEIGHTS) {
                float[] packed = WeightPacker.pack(plan.packings().get(id), weights);
                allocated[id] = memory.floats(buffer.elements(), packed);
            } else if (liesAlone(buffer)) {
                allocated[id] = memory.floats(buffer.elements(), new float[0]);
            } else {
                // without a header of its own, which its neighbours in time would overwrite and no kernel reads
                allocated[id] = memory.part(shared, arena.offsets().get(id), ReplayMemory.bytes(buffer.elements()));
            }
        }
        return allocated;
    }
}

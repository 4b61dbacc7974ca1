package riffle.opencl;

import static org.lwjgl.opencl.CL10.clGetDeviceInfo;
import static org.lwjgl.opencl.CL10.clGetKernelWorkGroupInfo;
import static org.lwjgl.opencl.CL10.clGetPlatformInfo;
import static org.lwjgl.opencl.CL10.clGetProgramBuildInfo;

import java.nio.ByteBuffer;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;

/** What OpenCL tells about platforms, devices and builds; nothing that it says is taken to be sensible. */
public final class ClInfo {

    /**
     * Longest text that is read; a driver that names a longer one says nonsense, and of a build's log the beginning
     * tells.
     */
    private static final int LONGEST = 1 << 16;

    private static final int DIMENSIONS = 3;

    private ClInfo() {}

    static String platformText(long platform, int what) {
        return text("clGetPlatformInfo", (size, value) -> clGetPlatformInfo(platform, what, value, size));
    }

    /** A text that a device tells of itself, without spaces at its ends. */
    public static String deviceText(long device, int what) {
        return text("clGetDeviceInfo", (size, value) -> clGetDeviceInfo(device, what, value, size));
    }

    /** The compiler's log of a build. */
    public static String buildLog(long program, long device) {
        return text(
                "clGetProgramBuildInfo",
                (size, value) -> clGetProgramBuildInfo(program, device, CL10.CL_PROGRAM_BUILD_LOG, value, size));
    }

    /** A number of 1, 4 or 8 bytes. */
    public static long deviceNumber(long device, int what) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            ByteBuffer value = stack.calloc(Long.BYTES, Long.BYTES);
            ClStatus.check("clGetDeviceInfo", clGetDeviceInfo(device, what, value, null));
            return value.getLong(0);
        }
    }

    /** A size in bytes, which is 64 bits without a sign; one that no long holds is the largest that does. */
    public static long deviceBytes(long device, int what) {
        long bytes = deviceNumber(device, what);
        return bytes < 0 ? Long.MAX_VALUE : bytes;
    }

    /** Work-items that a device takes in a group along each of three dimensions. */
    public static long[] largestItems(long device) {
        int dimensions = Math.clamp(
                deviceNumber(device, CL10.CL_DEVICE_MAX_WORK_ITEM_DIMENSIONS), DIMENSIONS, LONGEST / Long.BYTES);
        PointerBuffer sizes = PointerBuffer.allocateDirect(dimensions);
        ClStatus.check("clGetDeviceInfo", clGetDeviceInfo(device, CL10.CL_DEVICE_MAX_WORK_ITEM_SIZES, sizes, null));
        return new long[] {sizes.get(0), sizes.get(1), sizes.get(2)};
    }

    /** Work-items that a device takes in a group of a kernel, whose registers and local memory they share. */
    public static long largestGroup(long kernel, long device) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            ByteBuffer value = stack.calloc(Long.BYTES, Long.BYTES);
            ClStatus.check(
                    "clGetKernelWorkGroupInfo",
                    clGetKernelWorkGroupInfo(kernel, device, CL10.CL_KERNEL_WORK_GROUP_SIZE, value, null));
            return value.getLong(0);
        }
    }

    /** A number of up to 8 bytes; 0 from a device that does not know the question. */
    public static long deviceNumberIfKnown(long device, int what) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            ByteBuffer value = stack.calloc(Long.BYTES, Long.BYTES);
            return clGetDeviceInfo(device, what, value, null) == 0 ? value.getLong(0) : 0;
        }
    }

    private interface Query {
        int ask(PointerBuffer size, ByteBuffer value);
    }

    private static String text(String call, Query query) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            PointerBuffer size = stack.mallocPointer(1);
            ClStatus.check(call, query.ask(size, null));
            ByteBuffer value = MemoryUtil.memCalloc(Math.clamp(size.get(0), 1, LONGEST));
            try {
                ClStatus.check(call, query.ask(null, value));
                return MemoryUtil.memUTF8(value).replace("\0", "").strip();
            } finally {
                MemoryUtil.memFree(value);
            }
        }
    }
}

package riffle.bundle;

import static org.lwjgl.opencl.CL10.clGetDeviceInfo;
import static org.lwjgl.opencl.CL10.clGetKernelWorkGroupInfo;
import static org.lwjgl.opencl.CL10.clGetPlatformInfo;
import static org.lwjgl.opencl.CL10.clGetProgramBuildInfo;

import java.nio.ByteBuffer;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;

/** What OpenCL tells about platforms, devices and builds. */
final class ClInfo {

    private ClInfo() {}

    static String platformText(long platform, int what) {
        return text("clGetPlatformInfo", (size, value) -> clGetPlatformInfo(platform, what, value, size));
    }

    static String deviceText(long device, int what) {
        return text("clGetDeviceInfo", (size, value) -> clGetDeviceInfo(device, what, value, size));
    }

    /** The compiler's log of a build. */
    static String buildLog(long program, long device) {
        return text(
                "clGetProgramBuildInfo",
                (size, value) -> clGetProgramBuildInfo(program, device, CL10.CL_PROGRAM_BUILD_LOG, value, size));
    }

    /** A number of 1, 4 or 8 bytes. */
    static long deviceNumber(long device, int what) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            ByteBuffer value = stack.calloc(Long.BYTES, Long.BYTES);
            ClStatus.check("clGetDeviceInfo", clGetDeviceInfo(device, what, value, null));
            return value.getLong(0);
        }
    }

    /** Work-items that a device takes in a group of a kernel, whose registers and local memory they share. */
    static long largestGroup(long kernel, long device) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            ByteBuffer value = stack.calloc(Long.BYTES, Long.BYTES);
            ClStatus.check(
                    "clGetKernelWorkGroupInfo",
                    clGetKernelWorkGroupInfo(kernel, device, CL10.CL_KERNEL_WORK_GROUP_SIZE, value, null));
            return value.getLong(0);
        }
    }

    /** A number of up to 8 bytes; 0 from a device that does not know the question. */
    static long deviceNumberIfKnown(long device, int what) {
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
            ByteBuffer value = MemoryUtil.memAlloc((int) size.get(0));
            try {
                ClStatus.check(call, query.ask(null, value));
                return MemoryUtil.memUTF8(value).replace("\0", "").strip();
            } finally {
                MemoryUtil.memFree(value);
            }
        }
    }
}

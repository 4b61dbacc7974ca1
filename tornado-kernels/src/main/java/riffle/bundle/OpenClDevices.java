package riffle.bundle;

import static org.lwjgl.opencl.CL10.CL_DEVICE_MAX_COMPUTE_UNITS;
import static org.lwjgl.opencl.CL10.CL_DEVICE_NAME;
import static org.lwjgl.opencl.CL10.CL_DEVICE_NOT_FOUND;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE_ALL;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE_CPU;
import static org.lwjgl.opencl.CL10.CL_DRIVER_VERSION;
import static org.lwjgl.opencl.CL10.CL_PLATFORM_NAME;
import static org.lwjgl.opencl.CL10.CL_PLATFORM_VERSION;
import static org.lwjgl.opencl.CL10.clGetDeviceIDs;
import static org.lwjgl.opencl.CL10.clGetPlatformIDs;
import static org.lwjgl.opencl.CL11.CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.KernelSet;

/** The OpenCL devices of this machine, over all platforms. */
final class OpenClDevices {

    /** CL_PLATFORM_NOT_FOUND_KHR: the loader is there, but no driver is registered with it. */
    private static final int NO_PLATFORM = -1001;

    private static final String CURE = ": install an OpenCL driver, for example with apt-get install pocl-opencl-icd";

    private OpenClDevices() {}

    /**
     * A device and its OpenCL handles.
     *
     * @param device what people see
     * @param platform cl_platform_id
     * @param id cl_device_id
     */
    record Found(Device device, long platform, long id) {

        boolean isCpu() {
            return (ClInfo.deviceNumber(id, CL_DEVICE_TYPE) & CL_DEVICE_TYPE_CPU) != 0;
        }

        /** The kernels that suit it: wide or medium ones for processors with vectors of 16 or 8, narrow ones for everything else. */
        KernelSet kernels() {
            return suiting(isCpu(), ClInfo.deviceNumber(id, CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT));
        }
    }

    /** The kernels that suit a device, by whether it is a processor and by the floats of its native vectors. */
    static KernelSet suiting(boolean cpu, long nativeVector) {
        if (!cpu || nativeVector < KernelSet.MEDIUM.lanes()) {
            return KernelSet.NARROW;
        }
        return nativeVector < KernelSet.WIDE.lanes() ? KernelSet.MEDIUM : KernelSet.WIDE;
    }

    /**
     * @throws BackendUnavailableException if there is no OpenCL loader, driver or device; the message says how to get one
     */
    static List<Found> all() {
        List<Found> found = new ArrayList<>();
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer count = stack.mallocInt(1);
            int status = clGetPlatformIDs(null, count);
            if (status == NO_PLATFORM) {
                throw new BackendUnavailableException("no OpenCL driver is registered here" + CURE);
            }
            ClStatus.check("clGetPlatformIDs", status);
            PointerBuffer platforms = stack.mallocPointer(count.get(0));
            ClStatus.check("clGetPlatformIDs", clGetPlatformIDs(platforms, (IntBuffer) null));
            for (int i = 0; i < platforms.capacity(); i++) {
                addDevices(platforms.get(i), found, stack);
            }
        } catch (LinkageError e) {
            throw new BackendUnavailableException("no OpenCL library here (" + e.getMessage() + ")" + CURE, e);
        }
        if (found.isEmpty()) {
            throw new BackendUnavailableException("no OpenCL platform here has a device" + CURE);
        }
        return found;
    }

    private static void addDevices(long platform, List<Found> found, MemoryStack stack) {
        IntBuffer count = stack.mallocInt(1);
        int status = clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, null, count);
        if (status == CL_DEVICE_NOT_FOUND) {
            return;
        }
        ClStatus.check("clGetDeviceIDs", status);
        PointerBuffer devices = stack.mallocPointer(count.get(0));
        ClStatus.check("clGetDeviceIDs", clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, devices, (IntBuffer) null));
        String name = ClInfo.platformText(platform, CL_PLATFORM_NAME) + ", "
                + ClInfo.platformText(platform, CL_PLATFORM_VERSION);
        for (int i = 0; i < devices.capacity(); i++) {
            long id = devices.get(i);
            Device device = new Device(
                    found.size(),
                    ClInfo.deviceText(id, CL_DEVICE_NAME),
                    name,
                    ClInfo.deviceText(id, CL_DRIVER_VERSION),
                    (int) ClInfo.deviceNumber(id, CL_DEVICE_MAX_COMPUTE_UNITS));
            found.add(new Found(device, platform, id));
        }
    }
}

package riffle.opencl;

import static org.lwjgl.opencl.CL10.CL_DEVICE_NOT_FOUND;
import static org.lwjgl.opencl.CL10.CL_PLATFORM_NAME;
import static org.lwjgl.opencl.CL10.CL_PLATFORM_VERSION;
import static org.lwjgl.opencl.CL10.clGetDeviceIDs;
import static org.lwjgl.opencl.CL10.clGetPlatformIDs;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import riffle.execution.BackendUnavailableException;
import riffle.execution.ExecutionException;
import riffle.execution.NoDriverException;

/**
 * The OpenCL devices of this machine, over all platforms. A platform or a device that fails costs itself and no other.
 */
public final class OpenClDevices {

    /** CL_PLATFORM_NOT_FOUND_KHR: the loader is there, but no driver is registered with it. */
    private static final int NO_PLATFORM = -1001;

    /** All bits of a cl_device_type, which is 64 bits wide; the constant of the binding is an int, and so -1. */
    private static final long ALL_TYPES = CL10.CL_DEVICE_TYPE_ALL & 0xFFFF_FFFFL;

    /** More than any machine has; a driver that says more says nonsense. */
    private static final int MOST = 1024;

    private static final String CURE = "; install an OpenCL driver, for example with apt-get install pocl-opencl-icd";

    private OpenClDevices() {}

    /**
     * Platforms and devices.
     *
     * @param platforms what people see
     * @param devices those that run networks, by their index
     */
    private record Known(List<OpenClPlatform> platforms, List<OpenClDevice> devices) {}

    /**
     * Everything that the library knows, failing or not.
     *
     * @throws NoDriverException if there is no OpenCL library or no platform; the message says how to get one
     */
    public static OpenClSurvey survey() {
        OpenClLibrary library = library();
        return new OpenClSurvey(library.opened(), library.path(), library.refused(), known().platforms());
    }

    /**
     * The devices that run networks.
     *
     * @throws NoDriverException if there is no OpenCL library or no platform; the message says how to get one
     * @throws BackendUnavailableException if there are platforms, and none has a device that works; the message says
     *     why
     */
    public static List<OpenClDevice> all() {
        OpenClLibrary unused = library();
        Known known = known();
        if (known.devices().isEmpty()) {
            throw new BackendUnavailableException(known.platforms().stream()
                    .map(OpenClDevices::sentence)
                    .collect(Collectors.joining("; ", "no OpenCL platform here has a device that works: ", "")));
        }
        return known.devices();
    }

    private static String sentence(OpenClPlatform platform) {
        return platform.name() + ": "
                + (platform.failures().isEmpty() ? "no devices" : String.join(", ", platform.failures()));
    }

    private static OpenClLibrary library() {
        try {
            return OpenClLibrary.open();
        } catch (NoDriverException e) {
            throw new NoDriverException(e.getMessage() + CURE);
        } catch (LinkageError e) {
            throw new BackendUnavailableException(
                    "LWJGL, which calls OpenCL, has no native part that loads here: " + e.getMessage(), e);
        }
    }

    private static Known known() {
        List<OpenClPlatform> platforms = new ArrayList<>();
        List<OpenClDevice> devices = new ArrayList<>();
        for (long platform : platforms()) {
            platforms.add(ask(platform, devices));
        }
        return new Known(platforms, devices);
    }

    private static List<Long> platforms() {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer count = stack.callocInt(1);
            int status = clGetPlatformIDs(null, count);
            if (status == NO_PLATFORM || (status == 0 && count.get(0) == 0)) {
                throw new NoDriverException("no OpenCL driver answers here" + CURE);
            }
            ClStatus.check("clGetPlatformIDs", status);
            PointerBuffer ids = stack.callocPointer(Math.clamp(count.get(0), 1, MOST));
            ClStatus.check("clGetPlatformIDs", clGetPlatformIDs(ids, count));
            return list(ids, count.get(0));
        }
    }

    /** The handles that a driver wrote: not more than there was room for, and none that is null. */
    private static List<Long> list(PointerBuffer ids, int count) {
        List<Long> list = new ArrayList<>();
        for (int i = 0; i < Math.min(count, ids.capacity()); i++) {
            if (ids.get(i) != MemoryUtil.NULL) {
                list.add(ids.get(i));
            }
        }
        return list;
    }

    /** Asks a platform for its devices, and adds those that work. */
    private static OpenClPlatform ask(long platform, List<OpenClDevice> devices) {
        String name = "a platform that does not tell its name";
        List<OpenClDevice> working = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        try {
            name = ClInfo.platformText(platform, CL_PLATFORM_NAME) + ", "
                    + ClInfo.platformText(platform, CL_PLATFORM_VERSION);
            for (long id : devicesOf(platform)) {
                try {
                    working.add(OpenClDevice.describe(devices.size() + working.size(), platform, id, name));
                } catch (BackendUnavailableException | ExecutionException e) {
                    failures.add(e.getMessage());
                }
            }
        } catch (ExecutionException e) {
            failures.add(e.getMessage());
        }
        devices.addAll(working);
        return new OpenClPlatform(
                name, working.stream().map(OpenClDevice::device).toList(), failures);
    }

    private static List<Long> devicesOf(long platform) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer count = stack.callocInt(1);
            int status = clGetDeviceIDs(platform, ALL_TYPES, null, count);
            if (status == CL_DEVICE_NOT_FOUND || (status == 0 && count.get(0) == 0)) {
                return List.of();
            }
            ClStatus.check("clGetDeviceIDs", status);
            PointerBuffer ids = stack.callocPointer(Math.clamp(count.get(0), 1, MOST));
            ClStatus.check("clGetDeviceIDs", clGetDeviceIDs(platform, ALL_TYPES, ids, count));
            return list(ids, count.get(0));
        }
    }
}

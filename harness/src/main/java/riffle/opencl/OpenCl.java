package riffle.opencl;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** The OpenCL library of this machine, as far as listing its devices goes. Constants are those of CL/cl.h. */
@SuppressWarnings("restricted") // calling a native library is this class's purpose; the launcher enables native access
public final class OpenCl {

    private static final List<String> LIBRARIES = List.of(
            "libOpenCL.so.1", "libOpenCL.so", "/System/Library/Frameworks/OpenCL.framework/OpenCL", "OpenCL.dll");

    private static final int SUCCESS = 0;
    private static final int DEVICE_NOT_FOUND = -1;
    private static final int PLATFORM_NOT_FOUND = -1001;

    private static final int PLATFORM_VERSION = 0x0901;
    private static final int PLATFORM_NAME = 0x0902;
    private static final long DEVICE_TYPE_ALL = 0xFFFFFFFFL;
    private static final int DEVICE_MAX_COMPUTE_UNITS = 0x1002;
    private static final int DEVICE_NAME = 0x102B;
    private static final int DRIVER_VERSION = 0x102D;
    private static final int DEVICE_VERSION = 0x102F;

    private final MethodHandle getPlatformIds;
    private final MethodHandle getPlatformInfo;
    private final MethodHandle getDeviceIds;
    private final MethodHandle getDeviceInfo;

    private OpenCl(SymbolLookup library) {
        getPlatformIds = function(library, "clGetPlatformIDs", JAVA_INT, ADDRESS, ADDRESS);
        getPlatformInfo = function(library, "clGetPlatformInfo", ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);
        getDeviceIds = function(library, "clGetDeviceIDs", ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS);
        getDeviceInfo = function(library, "clGetDeviceInfo", ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);
    }

    /** Loads the library (on Linux the ICD loader); empty if this machine has none. */
    public static Optional<OpenCl> load() {
        return load(LIBRARIES);
    }

    static Optional<OpenCl> load(List<String> libraries) {
        return libraries.stream()
                .flatMap(name -> open(name).stream())
                .findFirst()
                .map(OpenCl::new);
    }

    private static Optional<SymbolLookup> open(String name) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no library of this name here
        }
    }

    /**
     * Every platform with its devices; empty if the loader finds no driver.
     *
     * @throws IllegalStateException if a driver answers with an error; the message names the call and the code
     */
    public List<Platform> platforms() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(JAVA_INT);
            int status = call("clGetPlatformIDs", PLATFORM_NOT_FOUND, getPlatformIds, 0, MemorySegment.NULL, count);
            int found = status == SUCCESS ? count.get(JAVA_INT, 0) : 0;
            MemorySegment ids = arena.allocate(ADDRESS, Math.max(1, found));
            if (found > 0) {
                require("clGetPlatformIDs", getPlatformIds, found, ids, MemorySegment.NULL);
            }
            return LongStream.range(0, found)
                    .mapToObj(i -> platform(arena, ids.getAtIndex(ADDRESS, i)))
                    .toList();
        }
    }

    private Platform platform(Arena arena, MemorySegment id) {
        MemorySegment count = arena.allocate(JAVA_INT);
        int status = call(
                "clGetDeviceIDs", DEVICE_NOT_FOUND, getDeviceIds, id, DEVICE_TYPE_ALL, 0, MemorySegment.NULL, count);
        int found = status == SUCCESS ? count.get(JAVA_INT, 0) : 0;
        MemorySegment ids = arena.allocate(ADDRESS, Math.max(1, found));
        if (found > 0) {
            require("clGetDeviceIDs", getDeviceIds, id, DEVICE_TYPE_ALL, found, ids, MemorySegment.NULL);
        }
        List<Platform.Device> devices = LongStream.range(0, found)
                .mapToObj(i -> device(arena, ids.getAtIndex(ADDRESS, i)))
                .toList();
        return new Platform(
                text("clGetPlatformInfo", getPlatformInfo, arena, id, PLATFORM_NAME),
                text("clGetPlatformInfo", getPlatformInfo, arena, id, PLATFORM_VERSION),
                devices);
    }

    private Platform.Device device(Arena arena, MemorySegment id) {
        MemorySegment units = arena.allocate(JAVA_INT);
        require(
                "clGetDeviceInfo",
                getDeviceInfo,
                id,
                DEVICE_MAX_COMPUTE_UNITS,
                JAVA_INT.byteSize(),
                units,
                MemorySegment.NULL);
        return new Platform.Device(
                text("clGetDeviceInfo", getDeviceInfo, arena, id, DEVICE_NAME),
                text("clGetDeviceInfo", getDeviceInfo, arena, id, DEVICE_VERSION),
                text("clGetDeviceInfo", getDeviceInfo, arena, id, DRIVER_VERSION),
                units.get(JAVA_INT, 0));
    }

    /** A string that a platform or device gives: asked for its length first. */
    private static String text(String name, MethodHandle info, Arena arena, MemorySegment id, int what) {
        MemorySegment length = arena.allocate(JAVA_LONG);
        require(name, info, id, what, 0L, MemorySegment.NULL, length);
        long bytes = length.get(JAVA_LONG, 0);
        MemorySegment text = arena.allocate(bytes + 1);
        require(name, info, id, what, bytes, text, MemorySegment.NULL);
        return text.getString(0, StandardCharsets.UTF_8).strip();
    }

    private static MethodHandle function(SymbolLookup library, String name, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(library.findOrThrow(name), FunctionDescriptor.of(JAVA_INT, arguments));
    }

    private static void require(String name, MethodHandle function, Object... arguments) {
        int unused = call(name, SUCCESS, function, arguments);
    }

    /** Calls a function; any status but success and the one that means "none" is an error. */
    private static int call(String name, int none, MethodHandle function, Object... arguments) {
        int status;
        try {
            status = (int) function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException(name + " could not be called: " + e.getMessage(), e);
        }
        if (status != SUCCESS && status != none) {
            throw new IllegalStateException(name + " failed with OpenCL error " + status);
        }
        return status;
    }
}

package riffle.opencl;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.lwjgl.opencl.CL;
import org.lwjgl.system.APIUtil;
import org.lwjgl.system.Configuration;
import org.lwjgl.system.FunctionProvider;
import org.lwjgl.system.FunctionProviderLocal;
import org.lwjgl.system.JNI;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.system.Platform;
import org.lwjgl.system.SharedLibrary;
import riffle.execution.NoDriverException;

/**
 * The OpenCL library of this process: of the names that it goes by on an operating system, the first that opens; or the
 * one that was named, by LWJGL's own property {@code org.lwjgl.opencl.libname}. A process has one and keeps it.
 *
 * @param opened the name that opened
 * @param path where it lies, as far as the system tells
 * @param refused the names before it, each with the system's reason
 */
record OpenClLibrary(String opened, String path, List<String> refused) {

    /** Most Linux systems have the first; the second comes with what is needed to compile against it. */
    private static final List<String> LINUX = List.of("libOpenCL.so.1", "libOpenCL.so");

    private static final List<String> MACOS = List.of("/System/Library/Frameworks/OpenCL.framework/OpenCL");

    private static final List<String> ANDROID_FOLDERS =
            List.of("/vendor/lib64", "/system/vendor/lib64", "/system/lib64");

    private static final List<String> ANDROID_NAMES = List.of(
            "libOpenCL.so",
            "libOpenCL-pixel.so",
            "libOpenCL-car.so",
            "egl/libGLES_mali.so",
            "libGLES_mali.so",
            "libmali.so");

    private static OpenClLibrary ours;

    OpenClLibrary {
        refused = List.copyOf(refused);
    }

    /**
     * Opens it, unless this process has.
     *
     * @throws NoDriverException if none opens; the message says what was tried
     * @throws LinkageError if LWJGL has no native part for this machine
     */
    static synchronized OpenClLibrary open() {
        if (ours == null) {
            // else LWJGL looks for a library itself as soon as one of its classes is used
            Configuration.OPENCL_EXPLICIT_INIT.set(true);
            String named = Configuration.OPENCL_LIBRARY_NAME.get();
            boolean android = Files.exists(Path.of("/system/build.prop"));
            ours = open(named == null ? candidates(Platform.get(), android) : List.of(named), CL::create);
        }
        return ours;
    }

    /** What the library may be called, the likeliest first. */
    static List<String> candidates(Platform system, boolean android) {
        if (android) {
            List<String> paths = new ArrayList<>(List.of("libOpenCL.so"));
            ANDROID_FOLDERS.forEach(folder -> ANDROID_NAMES.forEach(name -> paths.add(folder + "/" + name)));
            return paths;
        }
        return system == Platform.MACOSX ? MACOS : LINUX;
    }

    /**
     * Opens the first of these that is an OpenCL library.
     *
     * @param use takes its functions
     * @throws NoDriverException if there is none; the message says what was tried
     */
    static OpenClLibrary open(List<String> names, Consumer<FunctionProviderLocal> use) {
        List<String> refused = new ArrayList<>();
        for (String name : names) {
            SharedLibrary library;
            try {
                library = APIUtil.apiCreateLibrary(name);
            } catch (UnsatisfiedLinkError e) {
                refused.add(name + ": " + reason(e));
                continue;
            }
            FunctionProvider functions = functions(library);
            if (functions.getFunctionAddress("clGetPlatformIDs") == MemoryUtil.NULL) {
                library.free();
                refused.add(name + ": has no clGetPlatformIDs, so it is no OpenCL library");
                continue;
            }
            use.accept(new CoreFunctions(functions));
            String path = library.getPath();
            return new OpenClLibrary(name, path == null ? name : path, refused);
        }
        throw new NoDriverException("no OpenCL library opens here (tried " + String.join("; ", refused) + ")");
    }

    /** The system's reason, without what LWJGL puts around it, if it gives one. */
    private static String reason(UnsatisfiedLinkError e) {
        String text = String.valueOf(e.getMessage());
        int begin = text.indexOf("(error = ");
        String reason = begin < 0 ? text : text.substring(begin + "(error = ".length(), text.length() - 1);
        return reason.equals("null") ? "does not open" : reason;
    }

    /**
     * Where functions are found. Google's phones export a switch, {@code enableOpenCL}, and a function that gives the
     * others; all other libraries export them themselves.
     */
    static FunctionProvider functions(FunctionProvider library) {
        long enable = library.getFunctionAddress("enableOpenCL");
        long pointer = library.getFunctionAddress("loadOpenCLPointer");
        if (enable == MemoryUtil.NULL || pointer == MemoryUtil.NULL) {
            return library;
        }
        JNI.invokeV(enable);
        return name -> JNI.invokePP(MemoryUtil.memAddress(name), pointer);
    }

    /** Functions of OpenCL itself; those of a platform's extensions are not asked for. */
    private record CoreFunctions(FunctionProvider functions) implements FunctionProviderLocal {

        @Override
        public long getFunctionAddress(ByteBuffer name) {
            return functions.getFunctionAddress(name);
        }

        @Override
        public long getFunctionAddress(long platform, ByteBuffer name) {
            return MemoryUtil.NULL;
        }
    }
}

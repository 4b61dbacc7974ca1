package riffle.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lwjgl.system.FunctionProvider;
import org.lwjgl.system.FunctionProviderLocal;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.system.Platform;
import riffle.execution.NoDriverException;

@SuppressWarnings({"restricted", "UnusedMethod"}) // native code calls back into the test
final class OpenClLibraryTest {

    private final List<FunctionProviderLocal> used = new ArrayList<>();

    private static int enabled;
    private static String asked;

    @Test
    void theLoaderComesBeforeTheNameThatCompilersWant() {
        assertEquals(List.of("libOpenCL.so.1", "libOpenCL.so"), OpenClLibrary.candidates(Platform.LINUX, false));
        assertTrue(OpenClLibrary.candidates(Platform.MACOSX, false).getFirst().endsWith("OpenCL.framework/OpenCL"));
        List<String> android = OpenClLibrary.candidates(Platform.LINUX, true);
        assertEquals("libOpenCL.so", android.getFirst());
        assertTrue(android.contains("/vendor/lib64/libOpenCL-pixel.so"), android::toString);
        assertTrue(android.contains("/system/vendor/lib64/egl/libGLES_mali.so"), android::toString);
    }

    @Test
    void whatDoesNotOpenAndWhatIsNoOpenClIsNamedWithItsReason() {
        String other = Platform.get() == Platform.MACOSX ? "libSystem.dylib" : "libc.so.6";
        NoDriverException refusal = assertThrows(
                NoDriverException.class, () -> OpenClLibrary.open(List.of("libNoSuch.so", other), used::add));
        assertTrue(
                refusal.getMessage().startsWith("no OpenCL library opens here (tried libNoSuch.so: "),
                refusal.getMessage());
        assertTrue(refusal.getMessage().contains(other + ": has no clGetPlatformIDs"), refusal.getMessage());
        assertEquals(List.of(), used);
    }

    /** Google's phones: a library that must be switched on, and gives functions by a function. */
    @Test
    void functionsComeFromThePointerWhereTheLibraryMustBeEnabled() throws ReflectiveOperationException {
        try (Arena arena = Arena.ofConfined()) {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            Linker linker = Linker.nativeLinker();
            MemorySegment enable = linker.upcallStub(
                    lookup.findStatic(OpenClLibraryTest.class, "enable", MethodType.methodType(void.class)),
                    FunctionDescriptor.ofVoid(),
                    arena);
            MemorySegment pointer = linker.upcallStub(
                    lookup.findStatic(
                            OpenClLibraryTest.class,
                            "pointer",
                            MethodType.methodType(MemorySegment.class, MemorySegment.class)),
                    FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS),
                    arena);
            FunctionProvider library = name -> switch (MemoryUtil.memASCII(name).replace("\0", "")) {
                case "enableOpenCL" -> enable.address();
                case "loadOpenCLPointer" -> pointer.address();
                default -> MemoryUtil.NULL;
            };

            FunctionProvider functions = OpenClLibrary.functions(library);

            assertEquals(1, enabled);
            assertEquals(0x1234, functions.getFunctionAddress("clGetPlatformIDs"));
            assertEquals("clGetPlatformIDs", asked);
        }
        FunctionProvider plain = name -> 7;
        FunctionProvider without = new FunctionProvider() {
            @Override
            public long getFunctionAddress(ByteBuffer name) {
                return MemoryUtil.memASCII(name).startsWith("cl") ? plain.getFunctionAddress(name) : MemoryUtil.NULL;
            }
        };
        assertEquals(7, OpenClLibrary.functions(without).getFunctionAddress("clFinish"));
    }

    private static void enable() {
        enabled++;
    }

    private static MemorySegment pointer(MemorySegment name) {
        asked = name.reinterpret(64).getString(0);
        return MemorySegment.ofAddress(0x1234);
    }
}

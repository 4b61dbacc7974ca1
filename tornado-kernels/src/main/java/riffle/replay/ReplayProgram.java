package riffle.replay;

import static org.lwjgl.opencl.CL10.CL_DEVICE_EXTENSIONS;
import static org.lwjgl.opencl.CL10.clBuildProgram;
import static org.lwjgl.opencl.CL10.clCreateProgramWithSource;
import static org.lwjgl.opencl.CL10.clReleaseProgram;

import java.nio.IntBuffer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lwjgl.system.MemoryStack;
import riffle.bundle.KernelSource;
import riffle.execution.ExecutionException;
import riffle.opencl.ClInfo;
import riffle.opencl.ClStatus;
import riffle.opencl.OpenClDevice;

/** A captured source, built for a device. */
final class ReplayProgram {

    private static final String ENABLE = "#pragma OPENCL EXTENSION ";

    private ReplayProgram() {}

    /**
     * Builds a source with the options that TornadoVM uses.
     *
     * @return cl_program
     * @throws ExecutionException with the compiler's log if it does not build
     */
    static long build(long context, OpenClDevice device, KernelSource source, String options) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer status = stack.mallocInt(1);
            String whole = Prelude.SOURCE + supported(source.opencl(), device);
            long program = clCreateProgramWithSource(context, whole, status);
            ClStatus.check("clCreateProgramWithSource", status.get(0));
            int built = clBuildProgram(program, device.id(), options, null, 0);
            if (built != 0) {
                String log = ClInfo.buildLog(program, device.id());
                clReleaseProgram(program);
                throw new ExecutionException(
                        "OpenCL: kernel " + source.kernel().method() + " does not build on "
                                + device.device().name() + ", " + ClStatus.name(built) + ": " + log,
                        null);
            }
            return program;
        }
    }

    /** TornadoVM enables every extension of the device it compiled for; those that this device lacks are left out. */
    private static String supported(String opencl, OpenClDevice device) {
        Set<String> extensions = Set.copyOf(
                List.of(ClInfo.deviceText(device.id(), CL_DEVICE_EXTENSIONS).split(" ", -1)));
        return opencl.lines()
                .filter(line -> !line.startsWith(ENABLE)
                        || extensions.contains(line.substring(ENABLE.length()).split(" ", -1)[0]))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}

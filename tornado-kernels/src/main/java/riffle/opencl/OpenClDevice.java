package riffle.opencl;

import static org.lwjgl.opencl.CL10.CL_DEVICE_AVAILABLE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_COMPILER_AVAILABLE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_ENDIAN_LITTLE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_MAX_COMPUTE_UNITS;
import static org.lwjgl.opencl.CL10.CL_DEVICE_NAME;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE_ACCELERATOR;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE_CPU;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE_GPU;
import static org.lwjgl.opencl.CL10.CL_DEVICE_VENDOR;
import static org.lwjgl.opencl.CL10.CL_DEVICE_VERSION;
import static org.lwjgl.opencl.CL10.CL_DRIVER_VERSION;
import static org.lwjgl.opencl.CL11.CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.DeviceProfile;
import riffle.execution.Emulation;
import riffle.execution.KernelSet;
import riffle.execution.Processor;
import riffle.execution.SourceForm;

/**
 * A device and its OpenCL handles.
 *
 * @param device what people see
 * @param platform cl_platform_id
 * @param id cl_device_id
 */
public record OpenClDevice(Device device, long platform, long id) {

    /** Versions that lack a call which the replay makes: clEnqueueFillBuffer came with 1.2. */
    private static final Pattern TOO_OLD = Pattern.compile("OpenCL 1\\.[01]\\b.*");

    /** Mesa's processor device. Its older versions call it no CPU. */
    private static final String LLVMPIPE = "llvmpipe";

    /**
     * Asks a device what it is.
     *
     * @param index its position among those that work
     * @param platformName name and version of its platform
     * @throws BackendUnavailableException if it cannot run the kernels; the message names it and what it lacks
     * @throws riffle.execution.ExecutionException if it does not answer
     */
    static OpenClDevice describe(int index, long platform, long id, String platformName) {
        String name = ClInfo.deviceText(id, CL_DEVICE_NAME);
        String version = ClInfo.deviceText(id, CL_DEVICE_VERSION);
        require(ClInfo.deviceNumber(id, CL_DEVICE_AVAILABLE) != 0, name, "says that it is not available");
        require(
                ClInfo.deviceNumber(id, CL_DEVICE_COMPILER_AVAILABLE) != 0,
                name,
                "has no compiler, expected one that builds OpenCL C sources");
        require(ClInfo.deviceNumber(id, CL_DEVICE_ENDIAN_LITTLE) != 0, name, "is big-endian, expected little-endian");
        require(!TOO_OLD.matcher(version).matches(), name, "has " + version + ", expected OpenCL 1.2 or newer");
        boolean cpu = isCpu(id, name);
        int processors = Runtime.getRuntime().availableProcessors();
        int units = Math.clamp(ClInfo.deviceNumber(id, CL_DEVICE_MAX_COMPUTE_UNITS), 1, Integer.MAX_VALUE);
        Device device = new Device(
                index,
                name,
                platformName,
                ClInfo.deviceText(id, CL_DRIVER_VERSION),
                cpu ? Math.min(units, processors) : units, // llvmpipe says 8 wherever it runs
                ClInfo.deviceText(id, CL_DEVICE_VENDOR),
                DeviceIdentity.of(platformName, type(id, cpu), name, processor()));
        return new OpenClDevice(device, platform, id);
    }

    /** The host's processor; an emulated one is none that results could be kept under, whatever the system says. */
    private static Optional<String> processor() {
        return Emulation.HOST.seen().map(how -> "emulated " + how).or(Processor.HOST::model);
    }

    private static void require(boolean holds, String name, String otherwise) {
        if (!holds) {
            throw new BackendUnavailableException(name + " " + otherwise);
        }
    }

    private static boolean isCpu(long id, String name) {
        return (ClInfo.deviceNumber(id, CL_DEVICE_TYPE) & CL_DEVICE_TYPE_CPU) != 0 || name.startsWith(LLVMPIPE);
    }

    private static String type(long id, boolean cpu) {
        long type = ClInfo.deviceNumber(id, CL_DEVICE_TYPE);
        if (cpu) {
            return "cpu";
        }
        if ((type & CL_DEVICE_TYPE_GPU) != 0) {
            return "gpu";
        }
        return (type & CL_DEVICE_TYPE_ACCELERATOR) != 0 ? "accelerator" : "custom";
    }

    /** Whether its work-items run on the host's processor. */
    public boolean isCpu() {
        return isCpu(id, device.name());
    }

    /**
     * The kernels that suit it: wide or medium ones for processors with vectors of 16 or 8, narrow ones for everything
     * else.
     */
    public KernelSet kernels() {
        return suiting(isCpu(), ClInfo.deviceNumber(id, CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT));
    }

    /** The form of captured sources that suits it. */
    public SourceForm sourceForm() {
        return suiting(isCpu(), Processor.HOST);
    }

    /**
     * The form that suits a device: indexed but for processors that are not known to be ARM ones. On x86, PoCL's
     * compiler makes faster code of addresses as TornadoVM computes them.
     */
    static SourceForm suiting(boolean cpu, Processor host) {
        return cpu && !host.isArm() ? SourceForm.GENERATED : SourceForm.INDEXED;
    }

    /** What plans are made for on it; the cache is known of the host's processor alone, and there not everywhere. */
    public DeviceProfile profile() {
        OptionalLong cache = isCpu() ? Processor.HOST.cacheBytes() : OptionalLong.empty();
        return DeviceProfile.of(device.computeUnits(), cache.orElse(DeviceProfile.DEFAULT.cacheBytes()));
    }

    /** The kernels that suit a device, by whether it is a processor and by the floats of its native vectors. */
    public static KernelSet suiting(boolean cpu, long nativeVector) {
        if (!cpu || nativeVector < KernelSet.MEDIUM.lanes()) {
            return KernelSet.NARROW;
        }
        return nativeVector < KernelSet.WIDE.lanes() ? KernelSet.MEDIUM : KernelSet.WIDE;
    }
}

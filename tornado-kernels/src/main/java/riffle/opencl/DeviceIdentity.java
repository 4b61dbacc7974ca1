package riffle.opencl;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What results and tunings of an OpenCL device are kept under: who implements OpenCL, the type, and the model. An
 * updated driver changes none of these, though it may call the device otherwise: PoCL 3 says {@code pthread-}, PoCL 4
 * and later {@code cpu-}, and both put LLVM's name of the processor behind it, which changes with LLVM; Mesa appends
 * the versions of LLVM and of the kernel's driver.
 */
final class DeviceIdentity {

    /** Short names of implementations whose own are long. */
    private static final Map<String, String> IMPLEMENTATIONS = Map.of("Portable Computing Language", "PoCL");

    private DeviceIdentity() {}

    /**
     * The identity as lower-case letters and digits with single hyphens between them, such as
     * {@code pocl-cpu-amd-epyc-family-26-model-2} or {@code nvidia-cuda-gpu-nvidia-h200}.
     *
     * @param platform name and version of the platform, a comma between them
     * @param type cpu, gpu, accelerator or custom
     * @param name the driver's name of the device
     * @param processor model of the host's processor, where the system tells: the model of a device of type cpu
     */
    static String of(String platform, String type, String name, Optional<String> processor) {
        String implementation = platform.replaceFirst(",.*", "");
        String model = type.equals("cpu") ? processor.orElse(name) : name;
        return (IMPLEMENTATIONS.getOrDefault(implementation, implementation) + " " + type + " "
                        + withoutVersions(model))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }

    /**
     * A name without the list of versions that Mesa appends in parentheses; other names keep theirs, such as {@code
     * Adreno(TM)}.
     */
    private static String withoutVersions(String name) {
        return name.replaceFirst("\\s*\\([^()]*(LLVM|DRM|ACO)[^()]*\\)\\s*$", "");
    }
}

package riffle.bundle;

import java.util.Map;
import java.util.TreeMap;
import riffle.plan.family.Kernel;

/**
 * Captured kernels that were compiled together.
 *
 * @param tornadoVersion version of TornadoVM that generated them
 * @param buildOptions options for the OpenCL compiler: those that TornadoVM uses
 * @param kernels the sources by kernel
 */
public record KernelLibrary(String tornadoVersion, String buildOptions, Map<Kernel, KernelSource> kernels) {

    public KernelLibrary {
        kernels = Map.copyOf(kernels);
    }

    /**
     * The source of a kernel.
     *
     * @throws BundleException if the library has no such kernel
     */
    public KernelSource source(Kernel kernel) {
        KernelSource source = kernels.get(kernel);
        if (source == null) {
            throw new BundleException("the library has no kernel " + kernel.method() + ", only "
                    + new TreeMap<>(kernels)
                            .keySet().stream().map(Kernel::method).toList());
        }
        return source;
    }
}

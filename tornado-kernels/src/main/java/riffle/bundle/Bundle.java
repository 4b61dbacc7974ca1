package riffle.bundle;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import riffle.plan.KernelCall;
import riffle.plan.Plan;
import riffle.plan.family.Kernel;
import riffle.weights.Weights;

/**
 * What one network needs on a device without Java: the kernels of its plan, the plan, and its weights if they were
 * asked for.
 *
 * @param library the kernels that the plan calls, no others
 * @param plan buffers, packings and calls
 * @param weights the network's parameters
 */
public record Bundle(KernelLibrary library, Plan plan, Optional<Weights> weights) {

    /**
     * A plan with those kernels of a larger library that it calls.
     *
     * @throws BundleException if the library lacks one
     */
    public static Bundle of(KernelLibrary library, Plan plan, Optional<Weights> weights) {
        Map<Kernel, KernelSource> called = new EnumMap<>(Kernel.class);
        for (KernelCall call : plan.calls()) {
            called.put(call.kernel(), library.source(call.kernel()));
        }
        return new Bundle(new KernelLibrary(library.tornadoVersion(), library.buildOptions(), called), plan, weights);
    }
}

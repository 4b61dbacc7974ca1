package riffle.bundle;

import java.util.Optional;
import riffle.plan.Plan;
import riffle.weights.Weights;

/**
 * What one network needs on a device without Java: the kernels of its plan, the plan, and its weights if they were asked for.
 *
 * @param library the kernels that the plan calls, no others
 * @param plan buffers, packings and calls
 * @param weights the network's parameters
 */
public record Bundle(KernelLibrary library, Plan plan, Optional<Weights> weights) {}

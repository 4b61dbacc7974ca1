package riffle.execution;

import java.util.List;
import riffle.network.Network;
import riffle.weights.Weights;

/** A way to run networks. {@link BackendKind} says what is known of it before it starts. */
public interface Backend {

    /** Name in commands and result files: {@code reference}, {@code tornado}, ... */
    String name();

    /**
     * Devices that this backend can use, in the order of their index.
     *
     * @throws BackendUnavailableException if it cannot run here at all; the message says what is missing and how to get
     *     it
     */
    List<Device> devices();

    /**
     * The same backend on some threads, where the backend itself sees to that; others are limited by what starts them,
     * and answer themselves.
     */
    default Backend limitedTo(int threads) {
        return this;
    }

    /**
     * The same backend with plans in one set of kernels, whatever the device.
     *
     * @throws BackendUnavailableException if its plans are not made here and now
     */
    default Backend with(KernelSet kernels) {
        throw new BackendUnavailableException("backend " + name() + " has no choice of kernels; "
                + BackendKinds.names(Trait.KERNEL_SETS, "and") + " have, for plans of their own");
    }

    /**
     * The same backend with captured sources in one form, whatever the device.
     *
     * @throws BackendUnavailableException if it builds no captured sources
     */
    default Backend with(SourceForm sources) {
        throw new BackendUnavailableException("backend " + name() + " has no choice of source forms; "
                + BackendKinds.names(Trait.BUNDLES, "and") + " has, which builds captured sources");
    }

    /** The plans of a network that differ on a device: what has to be verified. */
    default List<PlanKind> plans(Network network, Device device) {
        return List.of(PlanKind.UNFUSED, PlanKind.FUSED);
    }

    /** The set of kernels that its plans for a device are written in, where it makes plans. */
    default KernelSet kernels(Device device) {
        return KernelSet.WIDE;
    }

    /** What its plans are made for on a device, where it makes plans. */
    default DeviceProfile profile(Device device) {
        return DeviceProfile.DEFAULT;
    }

    /**
     * Compiles a network for a device and loads its weights; whatever happens once.
     *
     * @throws BackendUnavailableException if the device or plan asked for is not to be had
     * @throws ExecutionException if compilation or allocation failed
     */
    Execution prepare(Network network, Weights weights, PlanKind plan, Device device);
}

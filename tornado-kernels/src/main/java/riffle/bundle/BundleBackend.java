package riffle.bundle;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import riffle.execution.Backend;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.Execution;
import riffle.execution.PlanKind;
import riffle.network.Network;
import riffle.plan.Buffer;
import riffle.plan.Plan;
import riffle.plan.Planner;
import riffle.tensor.Shape;
import riffle.weights.Weights;

/** Captured OpenCL, replayed: of the library that is shipped with plans made here and now, or of one bundle with its own plan. */
public final class BundleBackend implements Backend {

    /** Its name in commands and result files. */
    public static final String NAME = "bundle";

    private final Optional<Path> file;

    /** Plans made here and now, and the library that is shipped. */
    public BundleBackend() {
        this.file = Optional.empty();
    }

    /**
     * The plan and the kernels of a bundle.
     *
     * @param file it is read when a network is prepared
     */
    public BundleBackend(Path file) {
        this.file = Optional.of(file);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Device> devices() {
        return OpenClDevices.all().stream().map(OpenClDevices.Found::device).toList();
    }

    /**
     * {@inheritDoc}
     *
     * @throws BackendUnavailableException if the bundle is of another network, input shape or plan
     * @throws BundleException if the bundle cannot be read
     */
    @Override
    public Execution prepare(Network network, Weights weights, PlanKind plan, Device device) {
        OpenClDevices.Found found = OpenClDevices.all().get(device.index());
        if (file.isEmpty()) {
            return new Replay(Planner.plan(network, plan), Library.shipped(), weights, found);
        }
        Bundle bundle = BundleFile.read(file.get());
        requireOf(network, plan, bundle.plan());
        WeightsFit.check(bundle.plan(), weights);
        return new Replay(bundle.plan(), bundle.library(), weights, found);
    }

    private void requireOf(Network network, PlanKind kind, Plan plan) {
        List<Shape> inputs =
                plan.buffers(Buffer.Role.INPUT).stream().map(Buffer::shape).toList();
        String asked = network.name() + " of input " + network.inputs() + ", " + kind.label();
        String held =
                plan.network() + " of input " + inputs + ", " + plan.kind().label();
        if (!asked.equals(held)) {
            throw new BackendUnavailableException(
                    file.orElseThrow() + ": is a bundle of " + held + ", expected " + asked);
        }
    }
}

package riffle.bundle;

import java.util.List;
import riffle.execution.Backend;
import riffle.execution.Device;
import riffle.execution.Execution;
import riffle.execution.PlanKind;
import riffle.network.Network;
import riffle.plan.Planner;
import riffle.weights.Weights;

/** Plans made here and now, run with the captured OpenCL of the library that is shipped: no TornadoVM needed. */
public final class BundleBackend implements Backend {

    /** Its name in commands and result files. */
    public static final String NAME = "bundle";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Device> devices() {
        return OpenClDevices.all().stream().map(OpenClDevices.Found::device).toList();
    }

    @Override
    public Execution prepare(Network network, Weights weights, PlanKind plan, Device device) {
        return new Replay(
                Planner.plan(network, plan),
                Library.shipped(),
                weights,
                OpenClDevices.all().get(device.index()));
    }
}

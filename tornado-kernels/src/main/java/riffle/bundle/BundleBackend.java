package riffle.bundle;

import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE_CPU;

import java.util.List;
import riffle.execution.Backend;
import riffle.execution.Device;
import riffle.execution.Execution;
import riffle.execution.PlanKind;
import riffle.network.Network;
import riffle.plan.MicroPlan;
import riffle.plan.Plan;
import riffle.plan.Planner;
import riffle.weights.Weights;

/** Plans made here and now, run with the captured OpenCL of the library that is shipped: no TornadoVM needed. */
public final class BundleBackend implements Backend {

    /** Its name in commands and result files. */
    public static final String NAME = "bundle";

    private static final int GROUPS_PER_UNIT = 8;
    private static final int ITEMS_PER_GROUP = 64;

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
        return prepare(Planner.plan(network, plan), weights, device);
    }

    /** How micro-kernels fill a device: one stream for each core of a CPU, many work-items for each unit of anything else. */
    public MicroPlan.Layout layout(Device device) {
        long type = ClInfo.deviceNumber(OpenClDevices.all().get(device.index()).id(), CL_DEVICE_TYPE);
        return (type & CL_DEVICE_TYPE_CPU) != 0
                ? new MicroPlan.Layout(device.computeUnits(), 1)
                : new MicroPlan.Layout(GROUPS_PER_UNIT * device.computeUnits(), ITEMS_PER_GROUP);
    }

    /**
     * Makes a plan ready that was made elsewhere: one of micro-kernels, or one whose kernels were exchanged.
     *
     * @throws riffle.execution.ExecutionException if compilation or allocation failed
     */
    public Execution prepare(Plan plan, Weights weights, Device device) {
        return new Replay(
                plan, Library.shipped(), weights, OpenClDevices.all().get(device.index()));
    }
}

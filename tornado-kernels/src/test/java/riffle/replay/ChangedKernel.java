package riffle.replay;

import java.util.EnumMap;
import java.util.Map;
import riffle.bundle.KernelLibrary;
import riffle.bundle.KernelSource;
import riffle.bundle.Library;
import riffle.execution.Devices;
import riffle.execution.Execution;
import riffle.opencl.OpenClDevice;
import riffle.opencl.OpenClDevices;
import riffle.plan.Plan;
import riffle.plan.family.Kernel;
import riffle.weights.Weights;

/** Plans replayed with one kernel that is not as it was captured. */
public final class ChangedKernel {

    private final OpenClDevice device =
            OpenClDevices.all().get(Devices.bundle().devices().getFirst().index());
    private final KernelLibrary shipped = Library.shipped();

    /** The source of a kernel as it was captured. */
    public String shipped(Kernel kernel) {
        return shipped.source(kernel).opencl();
    }

    /**
     * Makes a plan ready to run.
     *
     * @param opencl what to run instead of a kernel's source
     * @throws riffle.execution.ExecutionException if it does not build
     */
    public Execution prepare(Plan plan, Weights weights, Kernel kernel, String opencl) {
        Map<Kernel, KernelSource> sources = new EnumMap<>(shipped.kernels());
        sources.put(
                kernel, new KernelSource(kernel, opencl, shipped.source(kernel).javaHash()));
        return new Replay(
                plan, new KernelLibrary(shipped.tornadoVersion(), shipped.buildOptions(), sources), weights, device);
    }
}

package riffle.tornado;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import riffle.bundle.BundleBackend;
import riffle.execution.Backend;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.Execution;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.network.Network;
import riffle.plan.Planner;
import riffle.weights.Weights;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;

/** The Java kernels, compiled just in time by TornadoVM and dispatched by its task graphs to OpenCL. */
public final class TornadoBackend implements Backend {

    private final Optional<KernelSet> kernels;

    /** Plans in the kernels that suit a device. */
    public TornadoBackend() {
        this(Optional.empty());
    }

    private TornadoBackend(Optional<KernelSet> kernels) {
        this.kernels = kernels;
    }

    @Override
    public String name() {
        return "tornado";
    }

    @Override
    public List<Device> devices() {
        List<Device> openCl = new BundleBackend().devices();
        List<Device> devices = new ArrayList<>();
        for (TornadoDevice device : openClDevices()) {
            devices.add(describe(device, devices.size(), openCl));
        }
        return devices;
    }

    /** TornadoVM does not tell versions; OpenCL itself does, for the device of the same name. */
    private static Device describe(TornadoDevice device, int index, List<Device> openCl) {
        String name = device.getPhysicalDevice().getDeviceName();
        Device same = same(device, openCl);
        return new Device(
                index,
                name,
                same.platform(),
                same.driver(),
                device.getPhysicalDevice().getDeviceMaxComputeUnits());
    }

    /** OpenCL's own description of a device. */
    private static Device same(TornadoDevice device, List<Device> openCl) {
        String name = device.getPhysicalDevice().getDeviceName();
        return openCl.stream()
                .filter(other -> other.name().equals(name) && other.platform().startsWith(device.getPlatformName()))
                .findFirst()
                .orElseThrow(() -> new BackendUnavailableException(
                        "TornadoVM's device " + name + " of " + device.getPlatformName() + " is none of OpenCL's"));
    }

    @Override
    public TornadoBackend with(KernelSet set) {
        return new TornadoBackend(Optional.of(set));
    }

    @Override
    public KernelSet kernels(Device device) {
        BundleBackend openCl = new BundleBackend();
        return kernels.orElseGet(() -> openCl.kernels(same(openClDevices().get(device.index()), openCl.devices())));
    }

    @Override
    public Execution prepare(Network network, Weights weights, PlanKind plan, Device device) {
        return new TornadoExecution(
                Planner.plan(network, plan, kernels(device)),
                weights,
                openClDevices().get(device.index()));
    }

    /**
     * TornadoVM's OpenCL devices.
     *
     * @throws BackendUnavailableException if a flag is missing or there is no device
     */
    static List<TornadoDevice> openClDevices() {
        RequiredFlags.check();
        try {
            List<TornadoDevice> devices = TornadoExecutionPlan.getTornadoDeviceMap().getAllBackends().stream()
                    .filter(backend -> backend.getBackendType() == TornadoVMBackendType.OPENCL)
                    .flatMap(backend -> backend.getAllDevices().stream())
                    .toList();
            if (!devices.isEmpty()) {
                return devices;
            }
        } catch (RuntimeException | LinkageError e) {
            throw new BackendUnavailableException(
                    "TornadoVM finds no OpenCL device (" + e + "): install an OpenCL driver, for example with"
                            + " apt-get install pocl-opencl-icd",
                    e);
        }
        throw new BackendUnavailableException("TornadoVM finds no OpenCL device: install an OpenCL driver, for"
                + " example with apt-get install pocl-opencl-icd");
    }
}

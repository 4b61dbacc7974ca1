package riffle.tornado;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import riffle.execution.Backend;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.DeviceProfile;
import riffle.execution.Execution;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.network.Network;
import riffle.plan.Planner;
import riffle.replay.BundleBackend;
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
        return new TornadoKind().name();
    }

    /**
     * A device that both know.
     *
     * @param openCl OpenCL's own description of it, which TornadoVM's lacks versions for, with the index that it has
     *     there
     * @param tornado TornadoVM's
     */
    private record Known(Device openCl, TornadoDevice tornado) {}

    @Override
    public List<Device> devices() {
        return known().stream().map(Known::openCl).toList();
    }

    private static List<Known> known() {
        List<Device> openCl = new ArrayList<>(new BundleBackend().devices());
        List<Known> known = new ArrayList<>();
        for (TornadoDevice device : openClDevices()) {
            Device same = same(device, openCl);
            openCl.remove(same); // of several of one name the next is the next one
            known.add(new Known(same, device));
        }
        known.sort(Comparator.comparingInt(each -> each.openCl().index()));
        return known;
    }

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
        return kernels.orElseGet(() -> new BundleBackend().kernels(device));
    }

    @Override
    public DeviceProfile profile(Device device) {
        return new BundleBackend().profile(device);
    }

    @Override
    public List<PlanKind> plans(Network network, Device device) {
        return Planner.kinds(network, kernels(device), profile(device));
    }

    @Override
    public Execution prepare(Network network, Weights weights, PlanKind plan, Device device) {
        return new TornadoExecution(
                Planner.plan(network, plan, kernels(device), profile(device)),
                weights,
                known().stream()
                        .filter(each -> each.openCl().index() == device.index())
                        .findFirst()
                        .orElseThrow(
                                () -> new BackendUnavailableException("TornadoVM has no device " + device.listed()))
                        .tornado());
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

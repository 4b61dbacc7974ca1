package riffle.replay;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import riffle.bundle.Bundle;
import riffle.bundle.BundleException;
import riffle.bundle.BundleFile;
import riffle.bundle.KernelLibrary;
import riffle.bundle.Library;
import riffle.bundle.WeightsFit;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.DeviceProfile;
import riffle.execution.Execution;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.execution.SourceForm;
import riffle.network.Network;
import riffle.opencl.OpenClDevice;
import riffle.opencl.OpenClDevices;
import riffle.plan.Buffer;
import riffle.plan.MicroPlan;
import riffle.plan.Plan;
import riffle.plan.PlanBackend;
import riffle.plan.Planner;
import riffle.plan.Tuning;
import riffle.tensor.Shape;
import riffle.weights.Weights;

/**
 * Captured OpenCL, replayed: of the library that is shipped with plans made here and now, or of one bundle with its own
 * plan.
 */
public final class BundleBackend implements PlanBackend {

    /** Its name in commands and result files. */
    public static final String NAME = "bundle";

    private static final int GROUPS_PER_UNIT = 8;
    private static final int ITEMS_PER_GROUP = 64;

    private final Optional<Path> file;
    private final Optional<TuningFile> tunings;
    private final Optional<KernelSet> kernels;
    private final Optional<SourceForm> sources;
    private Bundle read;

    /** Plans made here and now, and the library that is shipped. */
    public BundleBackend() {
        this(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same, with plans cut into work-groups as a device was found to like it. */
    public BundleBackend(TuningFile tunings) {
        this(Optional.empty(), Optional.of(tunings), Optional.empty(), Optional.empty());
    }

    /**
     * The plan and the kernels of a bundle.
     *
     * @param file it is read once, when it is first needed
     */
    public BundleBackend(Path file) {
        this(Optional.of(file), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private BundleBackend(
            Optional<Path> file,
            Optional<TuningFile> tunings,
            Optional<KernelSet> kernels,
            Optional<SourceForm> sources) {
        this.file = file;
        this.tunings = tunings;
        this.kernels = kernels;
        this.sources = sources;
    }

    /**
     * That of the bundle alone, or those that are made here and now.
     *
     * @throws BundleException if the bundle cannot be read
     */
    @Override
    public List<PlanKind> plans(Network network, Device device) {
        return file.isPresent()
                ? List.of(held(file.get()).plan().kind())
                : Planner.kinds(network, kernels(device), profile(device));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Device> devices() {
        return OpenClDevices.all().stream().map(OpenClDevice::device).toList();
    }

    @Override
    public BundleBackend with(KernelSet set) {
        if (file.isPresent()) {
            throw new BackendUnavailableException(file.get() + ": a bundle has its plan, and so its set of kernels");
        }
        return new BundleBackend(file, tunings, Optional.of(set), sources);
    }

    /** The sources of bundles too: their files stay as they are. */
    @Override
    public BundleBackend with(SourceForm form) {
        return new BundleBackend(file, tunings, kernels, Optional.of(form));
    }

    /** The set that was asked for; else that of the bundle, or what suits the device. */
    @Override
    public KernelSet kernels(Device device) {
        if (file.isPresent()) {
            return held(file.get()).plan().kernels();
        }
        return kernels.orElseGet(() -> OpenClDevices.all().get(device.index()).kernels());
    }

    /** That of the bundle's plan, or of the device. */
    @Override
    public DeviceProfile profile(Device device) {
        if (file.isPresent()) {
            return held(file.get()).plan().device();
        }
        return OpenClDevices.all().get(device.index()).profile();
    }

    /**
     * {@inheritDoc}
     *
     * @throws BackendUnavailableException if the bundle is of another network, input shape or plan
     * @throws BundleException if the bundle cannot be read
     */
    @Override
    public Execution prepare(Network network, Weights weights, PlanKind plan, Device device) {
        OpenClDevice found = OpenClDevices.all().get(device.index());
        ReplayMemory.Form form = ReplayMemory.Form.of(found);
        long start = System.nanoTime();
        if (file.isEmpty()) {
            Plan usual = Planner.plan(network, plan, kernels.orElseGet(found::kernels), found.profile());
            Plan made = tuning(found.device()).apply(usual);
            KernelLibrary library = Library.shipped();
            boolean tuned = !made.calls().equals(usual.calls());
            long nanos = System.nanoTime() - start;
            return new Replay(made, library, weights, found, form, new Replay.Making(nanos, tuned, sources(found)));
        }
        Bundle bundle = held(file.get());
        requireOf(network, plan, bundle.plan());
        WeightsFit.check(bundle.plan(), weights);
        return new Replay(
                bundle.plan(),
                bundle.library(),
                weights,
                found,
                form,
                new Replay.Making(System.nanoTime() - start, false, sources(found)));
    }

    /**
     * How micro-kernels fill a device: one stream for each core of a CPU, many work-items for each unit of anything
     * else.
     */
    @Override
    public MicroPlan.Layout layout(Device device) {
        OpenClDevice found = OpenClDevices.all().get(device.index());
        int offset = ReplayMemory.Form.of(found).elementsToCacheLine();
        return found.isCpu()
                ? new MicroPlan.Layout(device.computeUnits(), 1, offset)
                : new MicroPlan.Layout(GROUPS_PER_UNIT * device.computeUnits(), ITEMS_PER_GROUP, offset);
    }

    /**
     * Makes a plan ready that was made elsewhere: one of micro-kernels, or one whose kernels were exchanged.
     *
     * @throws riffle.execution.ExecutionException if compilation or allocation failed
     */
    @Override
    public Execution prepare(Plan plan, Weights weights, Device device) {
        OpenClDevice found = OpenClDevices.all().get(device.index());
        ReplayMemory.Form form = ReplayMemory.Form.of(found);
        return new Replay(plan, Library.shipped(), weights, found, form, Replay.Making.elsewhere(sources(found)));
    }

    private SourceForm sources(OpenClDevice device) {
        return sources.orElseGet(device::sourceForm);
    }

    private Tuning tuning(Device device) {
        return tunings.flatMap(files -> files.read(device)).orElse(Tuning.NONE);
    }

    private Bundle held(Path bundle) {
        if (read == null) {
            read = BundleFile.read(bundle);
        }
        return read;
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

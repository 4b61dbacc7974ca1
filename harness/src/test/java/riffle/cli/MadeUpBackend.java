package riffle.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import riffle.execution.Backend;
import riffle.execution.BackendKind;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.Execution;
import riffle.execution.MeasuredPlans;
import riffle.execution.PlanKind;
import riffle.execution.Role;
import riffle.execution.Trait;
import riffle.network.Network;
import riffle.weights.Weights;

/** A peer that nothing names but a file of services: {@link MadeUpBackendTest} finds it everywhere. */
public final class MadeUpBackend implements Backend, BackendKind {

    static final Device DEVICE = new Device(0, "Wheels", "Clockwork", "1", 4);

    @Override
    public String name() {
        return "abacus";
    }

    @Override
    public String title() {
        return "The Abacus";
    }

    @Override
    public Role role() {
        return Role.PEER;
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.SHIPPED, Trait.OWN_THREADS, Trait.KERNEL_SETS);
    }

    @Override
    public MeasuredPlans plans() {
        return new MeasuredPlans(PlanKind.MERGED, List.of(PlanKind.FUSED), List.of(PlanKind.UNFUSED));
    }

    @Override
    public Backend open(Optional<Path> tunings) {
        return this;
    }

    @Override
    public List<Device> devices() {
        return List.of(DEVICE);
    }

    @Override
    public Execution prepare(Network network, Weights weights, PlanKind plan, Device device) {
        throw new BackendUnavailableException("made up");
    }
}

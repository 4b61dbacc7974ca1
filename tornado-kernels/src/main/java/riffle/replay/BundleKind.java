package riffle.replay;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import riffle.execution.Backend;
import riffle.execution.BackendKind;
import riffle.execution.MeasuredPlans;
import riffle.execution.PlanKind;
import riffle.execution.Role;
import riffle.execution.Trait;

/** The replay of captured kernels: in the plan that shows every convolution, and in the one with fewest launches. */
public final class BundleKind implements BackendKind {

    @Override
    public String name() {
        return BundleBackend.NAME;
    }

    @Override
    public Role role() {
        return Role.SUBJECT;
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.OPENCL, Trait.SHIPPED, Trait.KERNEL_SETS, Trait.BUNDLES);
    }

    @Override
    public MeasuredPlans plans() {
        return new MeasuredPlans(PlanKind.FUSED, List.of(PlanKind.MERGED), List.of(PlanKind.UNFUSED));
    }

    @Override
    public Backend open(Optional<Path> tunings) {
        return tunings.map(TuningFile::new).map(BundleBackend::new).orElseGet(BundleBackend::new);
    }

    @Override
    public Backend replaying(Path bundle) {
        return new BundleBackend(bundle);
    }
}

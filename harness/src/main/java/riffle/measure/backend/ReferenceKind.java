package riffle.measure.backend;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import riffle.execution.Backend;
import riffle.execution.BackendKind;
import riffle.execution.MeasuredPlans;
import riffle.execution.PlanKind;
import riffle.execution.Role;
import riffle.execution.Trait;

/** The reference, which judges all other backends. */
public final class ReferenceKind implements BackendKind {

    @Override
    public String name() {
        return ReferenceBackend.NAME;
    }

    @Override
    public Role role() {
        return Role.ORACLE;
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.ONE_THREAD);
    }

    @Override
    public MeasuredPlans plans() {
        return MeasuredPlans.only(PlanKind.UNFUSED);
    }

    @Override
    public void requirePlan(PlanKind plan) {
        ReferenceBackend.requirePlan(plan);
    }

    @Override
    public Backend open(Optional<Path> tunings) {
        return new ReferenceBackend();
    }
}

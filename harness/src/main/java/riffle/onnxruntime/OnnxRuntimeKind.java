package riffle.onnxruntime;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import riffle.execution.Backend;
import riffle.execution.BackendKind;
import riffle.execution.MeasuredPlans;
import riffle.execution.PlanKind;
import riffle.execution.Role;
import riffle.execution.Trait;

/** ONNX Runtime: the engine that a user would pick instead, and a third oracle. */
public final class OnnxRuntimeKind implements BackendKind {

    @Override
    public String name() {
        return OnnxRuntimeBackend.NAME;
    }

    @Override
    public String title() {
        return "ONNX Runtime";
    }

    @Override
    public Role role() {
        return Role.PEER;
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.SHIPPED, Trait.OWN_THREADS);
    }

    @Override
    public MeasuredPlans plans() {
        return MeasuredPlans.only(PlanKind.FUSED);
    }

    @Override
    public Backend open(Optional<Path> tunings) {
        return new OnnxRuntimeBackend();
    }
}

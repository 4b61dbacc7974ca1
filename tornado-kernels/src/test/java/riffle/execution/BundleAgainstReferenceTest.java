package riffle.execution;

import java.util.List;

/** The kernels as they were captured, replayed without TornadoVM. */
final class BundleAgainstReferenceTest extends DeviceAgainstReference {

    @Override
    Backend backend() {
        return Devices.bundle();
    }

    @Override
    List<PlanKind> plansOfTable8() {
        return List.of(PlanKind.FUSED, PlanKind.MERGED);
    }
}

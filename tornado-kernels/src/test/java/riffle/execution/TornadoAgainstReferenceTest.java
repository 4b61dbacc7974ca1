package riffle.execution;

import java.util.List;

/** The kernels as TornadoVM compiles and dispatches them. */
final class TornadoAgainstReferenceTest extends DeviceAgainstReference {

    @Override
    Backend backend() {
        return Devices.tornado();
    }

    /** None: {@link SameBitsTest} has them agree to the last bit with backend {@code bundle}, which the reference judges. */
    @Override
    List<PlanKind> plansOfTable8() {
        return List.of();
    }
}

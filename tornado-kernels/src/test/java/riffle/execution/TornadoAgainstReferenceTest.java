package riffle.execution;

import java.util.List;

/** The kernels as TornadoVM compiles and dispatches them. */
final class TornadoAgainstReferenceTest extends DeviceAgainstReference {

    @Override
    Backend backend() {
        return Devices.tornado();
    }

    /** None: for the kernels, groups are a number among others. Odd sizes and batches are left. */
    @Override
    List<Integer> groups() {
        return List.of();
    }

    /** What is compiled again for each launch takes its time; {@link BundleAgainstReferenceTest} has the other plans. */
    @Override
    List<PlanKind> plansOfNetworks() {
        return List.of(PlanKind.MERGED);
    }

    /** None: {@link SameBitsTest} has them agree to the last bit with backend {@code bundle}, which the reference judges. */
    @Override
    List<PlanKind> plansOfTable8() {
        return List.of();
    }
}

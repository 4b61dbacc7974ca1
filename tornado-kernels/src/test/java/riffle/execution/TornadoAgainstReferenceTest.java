package riffle.execution;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import riffle.cases.Case;
import riffle.plan.KernelCall;
import riffle.plan.Planner;
import riffle.plan.family.Kernel;

/** The kernels as TornadoVM compiles and dispatches them. */
final class TornadoAgainstReferenceTest extends DeviceAgainstReference {

    @Override
    Backend backend() {
        return Devices.tornado();
    }

    /**
     * Of those that launch the same kernels the last of the table, usually the largest: TornadoVM compiles again for
     * each, to the same code, which {@link BundleAgainstReferenceTest} runs in every case.
     */
    @Override
    List<Case> cases() {
        Map<List<Kernel>, List<Case>> alike = super.cases().stream()
                .collect(groupingBy(TornadoAgainstReferenceTest::kernels, LinkedHashMap::new, toList()));
        return alike.values().stream().map(List::getLast).toList();
    }

    private static List<Kernel> kernels(Case some) {
        return Planner.kinds(some.network()).stream()
                .flatMap(kind -> Planner.plan(some.network(), kind).calls().stream())
                .map(KernelCall::kernel)
                .toList();
    }

    /** None: for the kernels, groups are a number among others. Odd sizes and batches are left. */
    @Override
    List<Integer> groups() {
        return List.of();
    }

    /**
     * What is compiled again for each launch takes its time; {@link BundleAgainstReferenceTest} has the other plans.
     */
    @Override
    List<PlanKind> plansOfNetworks() {
        return List.of(PlanKind.MERGED);
    }

    /** None: {@link SameBitsTest} has a network in them agree with backend {@code bundle} to the last bit. */
    @Override
    List<KernelSet> otherSets() {
        return List.of();
    }

    /**
     * None: {@link SameBitsTest} has them agree to the last bit with backend {@code bundle}, which the reference
     * judges.
     */
    @Override
    List<PlanKind> plansOfTable8() {
        return List.of();
    }
}

package riffle.execution;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import riffle.cases.ShapeTable;
import riffle.network.Network;
import riffle.plan.KernelCall;
import riffle.plan.Planner;

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

    /** Every case of an operator that has a narrow kernel, in the plan that networks run in. */
    @TestFactory
    Stream<DynamicTest> operatorsInNarrowKernels() {
        Backend backend = backend().with(KernelSet.NARROW);
        return ShapeTable.all().stream()
                .filter(some -> differ(KernelSet.NARROW, some.network(), PlanKind.FUSED))
                .map(some -> dynamicTest(some.name(), () -> check(backend, some, PlanKind.FUSED)));
    }

    /** Every case of an operator that medium kernels compute in tiles of their own, in every plan that tells. */
    @TestFactory
    Stream<DynamicTest> operatorsInMediumKernels() {
        Backend backend = backend().with(KernelSet.MEDIUM);
        return ShapeTable.all().stream()
                .flatMap(some -> telling(some.network(), Planner.kinds(some.network())).stream()
                        .filter(plan -> differ(KernelSet.MEDIUM, some.network(), plan))
                        .map(plan -> dynamicTest(some.name() + ", " + plan.label(), () -> check(backend, some, plan))));
    }

    /** Whether a plan's calls are others than in wide kernels. */
    private static boolean differ(KernelSet set, Network network, PlanKind plan) {
        List<KernelCall> wide = Planner.plan(network, plan).calls();
        return !Planner.plan(network, plan, set).calls().equals(wide);
    }
}

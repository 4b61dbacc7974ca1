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
                .filter(some -> callsANarrowKernel(some.network()))
                .map(some -> dynamicTest(some.name(), () -> check(backend, some, PlanKind.FUSED)));
    }

    /** Every case of an operator that medium kernels compute in tiles of their own, in every plan. */
    @TestFactory
    Stream<DynamicTest> operatorsInMediumKernels() {
        Backend backend = backend().with(KernelSet.MEDIUM);
        return ShapeTable.all().stream()
                .flatMap(some -> Planner.kinds(some.network()).stream()
                        .filter(plan -> !Planner.plan(some.network(), plan, KernelSet.MEDIUM)
                                .calls()
                                .equals(Planner.plan(some.network(), plan).calls()))
                        .map(plan -> dynamicTest(some.name() + ", " + plan.label(), () -> check(backend, some, plan))));
    }

    private static boolean callsANarrowKernel(Network network) {
        List<KernelCall> wide = Planner.plan(network, PlanKind.FUSED).calls();
        return !Planner.plan(network, PlanKind.FUSED, KernelSet.NARROW).calls().equals(wide);
    }
}

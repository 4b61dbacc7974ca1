package riffle.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import riffle.cases.Case;
import riffle.cases.Comparison;
import riffle.cases.NonFiniteShapes;
import riffle.cases.RowShapes;
import riffle.cases.ShapeTable;
import riffle.cases.Tolerance;
import riffle.plan.KernelCall;
import riffle.plan.Planner;
import riffle.plan.family.Kernel;

/** NaN and infinities on a device, in every kernel set and plan. */
final class NonFiniteOnDeviceTest {

    /** Plans of the same calls once. */
    @TestFactory
    Stream<DynamicTest> replayedTheyAreWhatTheReferenceSays() {
        Set<List<Object>> seen = new HashSet<>();
        return tests(
                Devices.bundle(),
                runs().stream()
                        .filter(run -> seen.add(List.of(run.some().name(), run.calls())))
                        .toList());
    }

    /**
     * What was compiled just in time is the same code, so that each wide kernel once is enough: those of plans with one
     * launch, for TornadoVM compiles every launch anew.
     */
    @TestFactory
    Stream<DynamicTest> compiledTheyAreWhatTheReferenceSays() {
        Set<Set<Kernel>> seen = new HashSet<>();
        return tests(
                Devices.tornado(),
                runs().stream()
                        .filter(run -> run.set() == KernelSet.WIDE && run.launches() == 1 && seen.add(run.kernels()))
                        .toList());
    }

    private record Run(Case some, KernelSet set, PlanKind plan) {

        Set<Kernel> kernels() {
            return calls().stream().map(KernelCall::kernel).collect(Collectors.toSet());
        }

        int launches() {
            return calls().size();
        }

        private List<KernelCall> calls() {
            return Planner.plan(some.network(), plan, set).calls();
        }
    }

    private static List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (Case some : NonFiniteShapes.all()) {
            for (KernelSet set : KernelSet.values()) {
                Planner.kinds(some.network(), set).stream()
                        .filter(plan -> plan == PlanKind.MERGED || !isUnitOfRows(some))
                        .forEach(plan -> runs.add(new Run(some, set, plan)));
            }
        }
        return runs;
    }

    /** Whether other plans than the merged one launch what cases of operators alone have rows of. */
    private static boolean isUnitOfRows(Case some) {
        return some.network().nodes().size() > 1 && some.name().endsWith(RowShapes.ENDS);
    }

    private static Stream<DynamicTest> tests(Backend backend, List<Run> runs) {
        return runs.stream()
                .map(run -> dynamicTest(
                        run.some().name() + ", " + run.plan().label() + ", "
                                + run.set().label(),
                        () -> check(backend.with(run.set()), run.some(), run.plan())));
    }

    private static void check(Backend backend, Case some, PlanKind plan) {
        Device device = backend.devices().getFirst();
        try (Execution execution = backend.prepare(some.network(), some.weights(), plan, device)) {
            Comparison comparison = some.compare(execution.run(some.inputs()).output());
            assertTrue(comparison.within(Tolerance.of(some).value()), comparison::toString);
        }
    }

    @Test
    void everyKernelMeetsThem() {
        for (KernelSet set : KernelSet.values()) {
            Set<Kernel> all = new TreeSet<>();
            for (Case some : ShapeTable.all()) {
                for (PlanKind plan : Planner.kinds(some.network(), set)) {
                    all.addAll(new Run(some, set, plan).kernels());
                }
            }
            Set<Kernel> met = new TreeSet<>();
            runs().stream().filter(run -> run.set() == set).forEach(run -> met.addAll(run.kernels()));
            assertEquals(all, met, () -> set + ": the cases with NaN reach other kernels than those without");
        }
    }
}

package riffle.measure.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import riffle.cases.ShapeTable;
import riffle.execution.KernelSet;
import riffle.measure.task.BriefCases.Subject;
import riffle.measure.task.BriefCases.Trait;
import riffle.plan.KernelCall;
import riffle.plan.Plan;
import riffle.plan.family.Kernel;

/** Few cases are enough, and none of them is too much. */
class BriefCasesTest {

    private static Set<Trait> traits(Collection<Subject> subjects) {
        Set<Trait> traits = new HashSet<>();
        subjects.forEach(subject -> traits.addAll(Trait.of(subject.plan())));
        return traits;
    }

    private static long macs(Collection<Subject> subjects) {
        return subjects.stream()
                .flatMap(subject -> subject.plan().calls().stream())
                .mapToLong(call -> call.launch().cost().macs())
                .sum();
    }

    @ParameterizedTest
    @EnumSource
    void everyKernelOfASetRunsAsItDoesInTheWholeTable(KernelSet set) {
        List<Subject> all = BriefCases.all(ShapeTable.all(), List.of(set));
        List<Subject> brief = BriefCases.of(ShapeTable.all(), List.of(set));
        assertEquals(traits(all), traits(brief));
        assertTrue(macs(brief) * 10 < macs(all), macs(brief) + " of " + macs(all) + " multiply-adds");
        for (Subject left : brief) {
            List<Subject> others = new ArrayList<>(brief);
            others.remove(left);
            assertFalse(traits(others).equals(traits(brief)), "nothing is missing without " + left.name());
        }
    }

    /** Those of networks, of ceilings and of ablations; pointwise convolutions with vectors of 8 and of 16. */
    @Test
    void everyKernelThereIsRuns() {
        List<Subject> networks = BriefCases.of(ShapeTable.all(), List.of(KernelSet.values()));
        Set<Kernel> kernels = EnumSet.noneOf(Kernel.class);
        networks.forEach(subject -> kernels.addAll(kernels(subject.plan())));
        BriefPlans.of(networks).forEach(subject -> kernels.addAll(kernels(subject.plan())));
        assertEquals(EnumSet.allOf(Kernel.class), kernels);
        for (KernelSet set : EnumSet.of(KernelSet.WIDE, KernelSet.MEDIUM)) {
            assertTrue(traits(networks).contains(new Trait(Kernel.POINTWISE_CONV, set.lanes(), true)), set.label());
        }
    }

    private static List<Kernel> kernels(Plan plan) {
        return plan.calls().stream().map(KernelCall::kernel).toList();
    }

    @Test
    void sumsAndWhatMustBeANumberAreCompared() {
        List<BriefPlans.Subject> plans = BriefPlans.of(BriefCases.of(ShapeTable.all(), List.of(KernelSet.NARROW)));
        BriefPlans.Subject micro = plans.getFirst();
        List<Double> expected = micro.expected().orElseThrow();
        float[] right = new float[expected.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = expected.get(i).floatValue();
        }
        assertTrue(micro.fault(right, right).isEmpty());
        float[] wrong = right.clone();
        wrong[3] *= 1.001f;
        assertTrue(micro.fault(wrong, wrong).orElseThrow().startsWith("sum 3 is "));
        assertTrue(micro.fault(right, wrong).orElseThrow().startsWith("element 3 is "));
        wrong[3] = Float.NaN;
        BriefPlans.Subject memory = plans.stream()
                .filter(plan -> plan.name().startsWith(Kernel.FULLY_CONNECTED_MEMORY.method()))
                .findFirst()
                .orElseThrow();
        assertTrue(memory.determinate() && memory.fault(right, right).isEmpty());
        assertTrue(memory.fault(wrong, wrong).orElseThrow().contains("expected a number"));
    }
}

package riffle.execution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import riffle.cases.Case;
import riffle.cases.Comparison;
import riffle.cases.NonFiniteShapes;
import riffle.cases.ShapeTable;
import riffle.cases.Tolerance;
import riffle.plan.KernelCall;
import riffle.plan.Plan;
import riffle.plan.Planner;
import riffle.plan.family.Kernel;
import riffle.tensor.Tensor;

/**
 * Captured sources in their other forms, on a device: indexed ones compute the same to the last bit, with NaN and
 * infinities too. Those with {@code mad()} are within tolerance.
 *
 * <p>A few cases of narrow kernels alone unless {@code -Driffle.form.all=true}: a driver compiles each kernel anew.
 */
final class SourceFormsTest {

    private static final int FEW = 5;
    private static final boolean ALL = Boolean.getBoolean("riffle.form.all");

    private record Subject(Case some, KernelSet set, PlanKind plan) {

        Plan planned() {
            return Planner.plan(some.network(), plan, set);
        }

        String name() {
            return some.name() + ", " + set.label() + ", " + plan.label();
        }

        /** Whether a narrow kernel is among those that it launches that only a few subjects of its kind have met. */
        boolean launchesSeldomMet(Map<String, Integer> met) {
            String kind = some.name().contains(" with ") ? "odd " : "";
            return planned().calls().stream()
                    .map(call -> call.kernel().method())
                    .filter(method -> method.startsWith("narrow"))
                    .distinct()
                    .map(method -> met.merge(kind + method, 1, Integer::sum))
                    .toList()
                    .stream()
                    .anyMatch(count -> count <= FEW);
        }

        float[] output(SourceForm form) {
            Backend backend = Devices.bundle().with(set).with(form);
            try (Execution execution = backend.prepare(
                    some.network(), some.weights(), plan, backend.devices().getFirst())) {
                String said = execution.note().orElse("");
                assertEquals(form != SourceForm.GENERATED, said.contains("sources " + form.label()), said);
                return execution.run(some.inputs()).output().data();
            }
        }
    }

    /**
     * By default a few for each narrow kernel, with and without values that are not finite; else every case in every
     * set, in the plans that tell.
     */
    private static List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        Map<String, Integer> met = new HashMap<>();
        for (Case some : Stream.concat(ShapeTable.all().stream(), NonFiniteShapes.all().stream())
                .toList()) {
            List<PlanKind> kinds = ALL ? Planner.kinds(some.network()) : List.of(PlanKind.FUSED);
            for (KernelSet set : ALL ? List.of(KernelSet.values()) : List.of(KernelSet.NARROW)) {
                for (PlanKind kind : ALL ? DeviceAgainstReference.telling(some.network(), kinds) : kinds) {
                    Subject subject = new Subject(some, set, kind);
                    if (ALL || subject.launchesSeldomMet(met)) {
                        subjects.add(subject);
                    }
                }
            }
        }
        return subjects;
    }

    @TestFactory
    Stream<DynamicTest> indexedSourcesComputeTheSameBits() {
        return subjects().stream()
                .map(subject -> dynamicTest(
                        subject.name(),
                        () -> assertArrayEquals(
                                subject.output(SourceForm.GENERATED), subject.output(SourceForm.INDEXED))));
    }

    /** One case for each kernel. */
    @TestFactory
    Stream<DynamicTest> sourcesWithMultiplyAddsAreWithinTolerance() {
        Set<Kernel> seen = new HashSet<>();
        return subjects().stream()
                .filter(subject -> seen.addAll(subject.planned().calls().stream()
                        .map(KernelCall::kernel)
                        .toList()))
                .map(subject -> dynamicTest(subject.name(), () -> {
                    Comparison comparison = subject.some()
                            .compare(new Tensor(
                                    subject.some().network().output(), subject.output(SourceForm.INDEXED_MAD)));
                    assertTrue(comparison.within(Tolerance.of(subject.some()).value()), comparison::toString);
                }));
    }

    @Test
    void whatIsSaidOfSourcesIsTheirForm() {
        assertEquals(Optional.empty(), SourceForm.GENERATED.note());
        assertEquals(Optional.of("sources indexed-mad"), SourceForm.INDEXED_MAD.note());
    }
}

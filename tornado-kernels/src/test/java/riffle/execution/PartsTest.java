package riffle.execution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import riffle.bundle.BundleBackend;
import riffle.cases.Case;
import riffle.cases.ShapeTable;
import riffle.plan.Kernel;
import riffle.plan.Kernel.Part;
import riffle.plan.KernelCall;
import riffle.plan.MicroPlan;
import riffle.plan.Plan;
import riffle.plan.Planner;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.Weights;

/** Kernels in parts: what is left of them, and what ablation says of two kernels whose nature is known. */
class PartsTest {

    private static final int PERTURBATIONS = 24;
    private static final int ROUNDS = 5;
    private static final int ATTEMPTS = 4;
    private static final Tensor PARAMETERS = new Tensor(Shape.vector(1, 3), new float[] {1f, 0x1p-10f, 1f});

    private final BundleBackend backend = (BundleBackend) Devices.bundle();

    @Test
    void onlyKernelsThatAreExchangedDiffer() {
        for (Case some : ShapeTable.all()) {
            Plan plan = Planner.plan(some.network(), PlanKind.FUSED);
            assertEquals(plan, plan.only(Part.ALL));
            for (KernelCall call : plan.only(Part.MEMORY).calls()) {
                assertEquals(
                        call.kernel().part() == Part.MEMORY,
                        call.kernel() != call.kernel().whole());
            }
        }
    }

    /** Sums of what was loaded: whatever changes in the input shows, so no load was dropped. */
    @TestFactory
    Stream<DynamicTest> memoryTrafficIsStillThere() {
        Set<Kernel> seen = EnumSet.noneOf(Kernel.class);
        return ShapeTable.all().stream()
                .filter(some -> some.network().nodes().size() == 1)
                .filter(some -> {
                    Kernel kernel = kernel(some);
                    return kernel.only(Part.MEMORY).isPresent() && seen.add(kernel);
                })
                .map(some -> dynamicTest(kernel(some).method() + ": " + some.name(), () -> assertInputsShow(some)));
    }

    private static Kernel kernel(Case some) {
        return Planner.plan(some.network(), PlanKind.FUSED).calls().getLast().kernel();
    }

    private void assertInputsShow(Case some) {
        Plan plan = Planner.plan(some.network(), PlanKind.FUSED).only(Part.MEMORY);
        Random random = new Random(1);
        try (Execution execution =
                backend.prepare(plan, some.weights(), backend.devices().getFirst())) {
            float[] before = execution.run(some.inputs()).output().data();
            assertArrayEquals(before, execution.run(some.inputs()).output().data(), "two runs");
            int shown = 0;
            for (int i = 0; i < PERTURBATIONS; i++) {
                Tensor input = some.inputs().getFirst();
                float[] changed = input.data().clone();
                changed[random.nextInt(changed.length)] += 1e6f;
                float[] after = execution
                        .run(List.of(new Tensor(input.shape(), changed)))
                        .output()
                        .data();
                shown += Arrays.equals(before, after) ? 0 : 1;
            }
            // lanes behind the end of a row are loaded and not stored, and strides skip columns
            assertTrue(shown >= PERTURBATIONS / 2, shown + " of " + PERTURBATIONS + " changed inputs show");
        }
    }

    /**
     * The medians of {@value #ROUNDS} passes of each part in turn, over the whole's of the same round. Whatever else runs on the
     * machine can spoil some of them, so that a ratio out of bounds is measured again.
     */
    @Test
    void triadIsAllMemoryAndThePeakKernelAllComputation() {
        MicroPlan micro = new MicroPlan(new MicroPlan.Layout(1, 1, 0), 96 << 20);
        int peak = micro.peak(16, 1_000_000);
        int triad = micro.triad(96 << 20, 1);
        micro.readTriad();
        Plan plan = micro.build();
        Map<Part, Execution> parts = new EnumMap<>(Part.class);
        try {
            for (Part part : Part.values()) {
                parts.put(
                        part,
                        backend.prepare(
                                plan.only(part),
                                new Weights(Map.of()),
                                backend.devices().getFirst()));
            }
            // c = a + b instead of a + 3 b
            double half = micro.expected().getLast() / 2;
            Sample memory = parts.get(Part.MEMORY).run(List.of(PARAMETERS));
            assertEquals(half, memory.output().data()[1], 1e-5 * half);
            assertRatio(0, 0.2, parts, Part.MEMORY, peak, "peak without arithmetic");
            assertRatio(0.6, 1.6, parts, Part.COMPUTE, peak, "peak without memory traffic");
            assertRatio(0.6, 1.6, parts, Part.MEMORY, triad, "triad without arithmetic");
            assertRatio(0, 0.5, parts, Part.COMPUTE, triad, "triad without memory traffic");
        } finally {
            parts.values().forEach(Execution::close);
        }
    }

    private static void assertRatio(
            double low, double high, Map<Part, Execution> parts, Part part, int launch, String what) {
        double ratio = Double.NaN;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ratio = ratio(parts, part, launch);
            if (low <= ratio && ratio <= high) {
                return;
            }
        }
        fail(what + ": " + ratio + " of the whole");
    }

    private static double ratio(Map<Part, Execution> parts, Part part, int launch) {
        double[] ratios = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            double whole = nanos(parts.get(Part.ALL), launch);
            ratios[round] = nanos(parts.get(part), launch) / whole;
        }
        Arrays.sort(ratios);
        return ratios[ROUNDS / 2];
    }

    private static double nanos(Execution execution, int launch) {
        return execution.run(List.of(PARAMETERS)).kernelNanos().get(launch);
    }
}

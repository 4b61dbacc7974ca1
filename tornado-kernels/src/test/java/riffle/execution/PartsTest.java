package riffle.execution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import riffle.cases.Case;
import riffle.cases.ShapeTable;
import riffle.network.Network;
import riffle.network.Node;
import riffle.operator.AddRelu;
import riffle.operator.PointwiseConv;
import riffle.plan.KernelCall;
import riffle.plan.MicroPlan;
import riffle.plan.Plan;
import riffle.plan.Planner;
import riffle.plan.family.Kernel.Work;
import riffle.replay.BundleBackend;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.NamedTensor;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

/** Kernels in parts: what is left of them, and what ablation says of two kernels whose nature is known. */
class PartsTest {

    private static final int PERTURBATIONS = 24;
    private static final int CHANGED_PARAMETERS = 4;
    private static final int ROUNDS = 12;
    private static final Tensor PARAMETERS = new Tensor(Shape.vector(1, 3), new float[] {1f, 0x1p-10f, 1f});

    private final BundleBackend backend = (BundleBackend) Devices.bundle();

    @Test
    void onlyKernelsThatAreExchangedDiffer() {
        for (Case some : ShapeTable.all()) {
            Plan plan = Planner.plan(some.network(), PlanKind.FUSED);
            assertEquals(plan, plan.only(Work.ALL));
            for (KernelCall call : plan.only(Work.MEMORY).calls()) {
                assertEquals(
                        call.kernel().part() == Work.MEMORY,
                        call.kernel() != call.kernel().whole());
            }
        }
    }

    /** A case in the fused plan of a set of kernels, only the memory traffic of it. */
    private record Subject(Case some, KernelSet set) {

        Plan plan() {
            return Planner.plan(some.network(), PlanKind.FUSED, set);
        }

        Plan memory() {
            return plan().only(Work.MEMORY);
        }

        /** Its first kernel, and for which vectors it is asked to compute where it knows several. */
        String form() {
            KernelCall call = plan().calls().getFirst();
            return call.kernel().method() + ", lanes " + call.entry("lanes").orElse(0);
        }

        boolean isOneKernelInParts() {
            List<KernelCall> calls = plan().calls();
            return calls.size() == 1
                    && calls.getFirst().kernel().only(Work.MEMORY).isPresent();
        }

        int elements() {
            return some.network().output().elements();
        }
    }

    /**
     * Sums of what was loaded: whatever changes in an input or a parameter shows, so no load was dropped. Of each
     * kernel, and of each length of vectors that it knows, its largest case: in the smallest no loop over vectors runs.
     */
    @TestFactory
    Stream<DynamicTest> memoryTrafficIsStillThere() {
        Map<String, Subject> largest = new TreeMap<>();
        Stream.concat(ShapeTable.all().stream(), Stream.of(residual()))
                .flatMap(some -> Stream.of(KernelSet.values()).map(set -> new Subject(some, set)))
                .filter(Subject::isOneKernelInParts)
                .forEach(subject -> largest.merge(
                        subject.form(), subject, BinaryOperator.maxBy(Comparator.comparingInt(Subject::elements))));
        return largest.entrySet().stream()
                .map(form -> dynamicTest(
                        form.getKey() + ": " + form.getValue().some().name(), () -> {
                            assertInputsShow(form.getValue());
                            assertParametersShow(form.getValue());
                        }));
    }

    @Test
    void bothLengthsOfVectorsAreThere() {
        assertEquals(
                List.of("pointwiseConv, lanes 16", "pointwiseConv, lanes 8"),
                memoryTrafficIsStillThere()
                        .map(DynamicTest::getDisplayName)
                        .map(name -> name.substring(0, name.indexOf(':')))
                        .filter(name -> name.startsWith("pointwiseConv,"))
                        .toList());
    }

    /** A pointwise convolution and the addition of another input, in one launch. */
    private static Case residual() {
        Shape shape = new Shape(2, 12, 13, 27);
        List<Node> nodes = List.of(
                new Node("conv", new PointwiseConv(shape, 12, 3, false), List.of(Network.INPUT)),
                new Node("sum", new AddRelu(shape), List.of("conv", Network.OTHER)));
        Network network = new Network("residual", List.of(shape, shape), nodes, Optional.empty());
        List<Tensor> inputs = List.of(Tensor.random(shape, 1), Tensor.random(shape, 2));
        return new Case("residual", "graph", network, SeededWeights.draw(network, 3), inputs, Optional.empty());
    }

    private void assertInputsShow(Subject subject) {
        Case some = subject.some();
        Random random = new Random(1);
        try (Execution execution = backend.prepare(
                subject.memory(), some.weights(), backend.devices().getFirst())) {
            float[] before = execution.run(some.inputs()).output().data();
            assertArrayEquals(before, execution.run(some.inputs()).output().data(), "two runs");
            for (int which = 0; which < some.inputs().size(); which++) {
                int shown = 0;
                for (int i = 0; i < PERTURBATIONS; i++) {
                    List<Tensor> inputs = new ArrayList<>(some.inputs());
                    Tensor input = inputs.get(which);
                    inputs.set(which, new Tensor(input.shape(), changed(input.data(), random)));
                    float[] after = execution.run(inputs).output().data();
                    shown += Arrays.equals(before, after) ? 0 : 1;
                }
                // strides may skip some
                assertTrue(
                        shown >= PERTURBATIONS * 3 / 4,
                        shown + " of " + PERTURBATIONS + " changed values show in input " + which);
            }
        }
    }

    private void assertParametersShow(Subject subject) {
        Case some = subject.some();
        Random random = new Random(2);
        float[] before = output(subject, some.weights());
        for (String name : some.weights().tensors().keySet()) {
            int shown = 0;
            for (int i = 0; i < CHANGED_PARAMETERS; i++) {
                Map<String, NamedTensor> tensors = new HashMap<>(some.weights().tensors());
                tensors.compute(
                        name, (same, tensor) -> new NamedTensor(tensor.dimensions(), changed(tensor.data(), random)));
                shown += Arrays.equals(before, output(subject, new Weights(tensors))) ? 0 : 1;
            }
            assertEquals(CHANGED_PARAMETERS, shown, "changed values of " + name + " that show");
        }
    }

    private float[] output(Subject subject, Weights weights) {
        try (Execution execution =
                backend.prepare(subject.memory(), weights, backend.devices().getFirst())) {
            return execution.run(subject.some().inputs()).output().data();
        }
    }

    private static float[] changed(float[] data, Random random) {
        float[] other = data.clone();
        other[random.nextInt(other.length)] += 1e6f;
        return other;
    }

    /**
     * Of each part the fastest of {@value #ROUNDS} passes, in turn with the whole, over the whole's: what else runs on
     * the machine only ever makes a pass slower.
     */
    @Test
    void triadIsAllMemoryAndThePeakKernelAllComputation() {
        MicroPlan micro = new MicroPlan(new MicroPlan.Layout(1, 1, 0), 96 << 20);
        int peak = micro.peak(16, 1_000_000);
        int triad = micro.triad(96 << 20, 1);
        micro.readTriad();
        Plan plan = micro.build();
        Map<Work, Execution> parts = new EnumMap<>(Work.class);
        try {
            for (Work part : Work.values()) {
                parts.put(
                        part,
                        backend.prepare(
                                plan.only(part),
                                new Weights(Map.of()),
                                backend.devices().getFirst()));
            }
            // c = a + b instead of a + 3 b
            double half = micro.expected().getLast() / 2;
            Sample memory = parts.get(Work.MEMORY).run(List.of(PARAMETERS));
            assertEquals(half, memory.output().data()[1], 1e-5 * half);
            assertRatio(0, 0.2, parts, Work.MEMORY, peak, "peak without arithmetic");
            assertRatio(0.6, 1.6, parts, Work.COMPUTE, peak, "peak without memory traffic");
            assertRatio(0.6, 1.6, parts, Work.MEMORY, triad, "triad without arithmetic");
            assertRatio(0, 0.5, parts, Work.COMPUTE, triad, "triad without memory traffic");
        } finally {
            parts.values().forEach(Execution::close);
        }
    }

    private static void assertRatio(
            double low, double high, Map<Work, Execution> parts, Work part, int launch, String what) {
        double whole = Double.POSITIVE_INFINITY;
        double alone = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            whole = Math.min(whole, nanos(parts.get(Work.ALL), launch));
            alone = Math.min(alone, nanos(parts.get(part), launch));
        }
        double ratio = alone / whole;
        assertTrue(low <= ratio && ratio <= high, what + ": " + ratio + " of the whole");
    }

    private static double nanos(Execution execution, int launch) {
        return execution.run(List.of(PARAMETERS)).kernelNanos().get(launch);
    }
}

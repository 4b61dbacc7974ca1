package riffle.execution;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import riffle.cases.Case;
import riffle.cases.Comparison;
import riffle.cases.ShapeTable;
import riffle.cases.Tolerance;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.plan.Planner;
import riffle.reference.Reference;
import riffle.tensor.Tensor;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

/**
 * Every operator at every shape of the table, and networks in every plan, on a device against the reference: what holds
 * for every backend that runs plans.
 */
abstract class DeviceAgainstReference {

    /** The backend under test; where it cannot run, this ends the test as skipped or failed. */
    abstract Backend backend();

    @TestFactory
    Stream<DynamicTest> operators() {
        Backend backend = backend().with(KernelSet.WIDE);
        List<DynamicTest> tests = new ArrayList<>();
        for (Case some : cases()) {
            for (PlanKind plan : telling(some.network(), Planner.kinds(some.network()))) {
                tests.add(dynamicTest(some.name() + ", " + plan.label(), () -> check(backend, some, plan)));
            }
        }
        return tests.stream();
    }

    /**
     * Of the plans of a case those that launch something which no other case does: unfused, a row or graph of operators
     * is the operators one by one, which have cases of their own, and whose chains {@link #networks} has.
     */
    static List<PlanKind> telling(Network network, List<PlanKind> kinds) {
        return network.nodes().size() == 1
                ? kinds
                : kinds.stream().filter(kind -> kind != PlanKind.UNFUSED).toList();
    }

    @TestFactory
    Stream<DynamicTest> networks() {
        Backend backend = backend().with(KernelSet.WIDE);
        List<NetworkSpec> specs = new ArrayList<>();
        for (int groups : groups()) {
            specs.add(NetworkSpec.of(Architecture.SHUFFLENET, groups, 0.25).withSize(64, 64));
        }
        specs.add(
                NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5).withSize(64, 96).withBatch(3));
        specs.add(
                NetworkSpec.of(Architecture.MOBILENET, 1, 0.25).withSize(96, 64).withBatch(2));
        specs.add(NetworkSpec.of(Architecture.ALEXNET, 1, 1).withSize(67, 99));
        return Stream.concat(
                specs.stream()
                        .flatMap(spec -> Planner.kinds(spec.build()).stream()
                                .filter(plansOfNetworks()::contains)
                                .map(plan -> dynamicTest(
                                        spec.title() + " at " + spec.input() + ", " + plan.label(),
                                        () -> check(backend, seeded(spec), plan)))),
                specs.stream()
                        .filter(spec -> spec.batch() > 1 || spec.architecture() == Architecture.ALEXNET)
                        .flatMap(spec -> otherSets().stream()
                                .map(set -> dynamicTest(
                                        spec.title() + " at " + spec.input() + ", " + set.label() + " kernels",
                                        () -> check(backend.with(set), seeded(spec), PlanKind.FUSED)))));
    }

    /** Cases of operators, and of rows and graphs of them. */
    List<Case> cases() {
        return ShapeTable.all();
    }

    /** Groups of the small ShuffleNets. */
    List<Integer> groups() {
        return List.of(1, 2, 3, 4, 8);
    }

    /** Plans in which small networks are checked. */
    List<PlanKind> plansOfNetworks() {
        return List.of(PlanKind.values());
    }

    /** Kernel sets, beside the wide one, in which small networks are checked. */
    List<KernelSet> otherSets() {
        return List.of(KernelSet.NARROW);
    }

    @TestFactory
    Stream<DynamicTest> theNetworksOfTable8() {
        Backend backend = backend();
        if (plansOfTable8().isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(
                        NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5),
                        NetworkSpec.of(Architecture.SHUFFLENET, 3, 1),
                        NetworkSpec.of(Architecture.SHUFFLENET, 3, 2),
                        NetworkSpec.of(Architecture.ALEXNET, 1, 1),
                        NetworkSpec.of(Architecture.MOBILENET, 1, 1))
                .map(spec -> dynamicTest(spec.title(), () -> {
                    Case some = seeded(spec);
                    for (PlanKind plan : plansOfTable8()) {
                        check(backend, some, plan);
                    }
                }));
    }

    /** Plans in which Table 8's networks are checked at their full size. */
    List<PlanKind> plansOfTable8() {
        return List.of(PlanKind.FUSED);
    }

    @Test
    void aSecondRunIsNotSpoiltByTheFirst() {
        Case some = seeded(NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.25).withSize(64, 64));
        Tensor other = Tensor.random(some.network().input(), 99);
        try (Execution execution = prepare(backend(), some, PlanKind.MERGED)) {
            Sample unused = execution.run(List.of(other));
            assertWithin(execution.run(some.inputs()).output(), some.oracle(), Tolerance.NETWORK);
            Tensor expected = Reference.run(some.network(), some.weights(), List.of(other));
            assertWithin(execution.run(List.of(other)).output(), expected, Tolerance.NETWORK);
        }
    }

    @Test
    void timesArePositiveAndTheDevicesAreWithinTheHosts() {
        Case some = seeded(NetworkSpec.of(Architecture.UNIT_C, 3, 0.25).withSize(14, 14));
        try (Execution execution = prepare(backend(), some, PlanKind.FUSED)) {
            assertTrue(execution.launches().size() > 1);
            Sample sample = execution.run(some.inputs());
            assertTrue(execution.compileNanos() > 0);
            assertTrue(sample.kernelNanos().size() == execution.launches().size());
            assertTrue(sample.kernelNanos().stream().allMatch(nanos -> nanos > 0), sample.kernelNanos()::toString);
            assertTrue(sample.transferNanos() > 0);
            assertTrue(sample.kernelNanosTotal() + sample.transferNanos() < sample.endToEndNanos(), sample::toString);
        }
    }

    private static Case seeded(NetworkSpec spec) {
        Network network = spec.build();
        Weights weights = SeededWeights.draw(network, 11);
        return new Case(
                spec.title(),
                Tolerance.WHOLE_NETWORK,
                network,
                weights,
                List.of(Tensor.random(network.input(), 12)),
                Optional.empty());
    }

    private static Execution prepare(Backend backend, Case some, PlanKind plan) {
        return backend.prepare(
                some.network(), some.weights(), plan, backend.devices().getFirst());
    }

    static void check(Backend backend, Case some, PlanKind plan) {
        try (Execution execution = prepare(backend, some, plan)) {
            assertWithin(execution.run(some.inputs()).output(), some.oracle(), Tolerance.of(some));
        }
    }

    private static void assertWithin(Tensor actual, Tensor expected, Tolerance tolerance) {
        Comparison comparison = Comparison.of(actual, expected);
        assertTrue(comparison.within(tolerance.value()), () -> comparison + ", tolerance " + tolerance.value());
    }
}

package riffle.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import riffle.cases.Case;
import riffle.cases.Comparison;
import riffle.cases.NonFiniteShapes;
import riffle.cases.ShapeTable;
import riffle.cases.Tolerance;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.plan.KernelCall;
import riffle.plan.Plan;
import riffle.plan.Planner;
import riffle.plan.family.Kernel;
import riffle.tensor.Tensor;

/** The operator cases in the plans that call a kernel. */
final class Runs {

    private final List<Case> cases = Stream.concat(ShapeTable.all().stream(), NonFiniteShapes.all().stream())
            .toList();
    private final Map<KernelSet, List<Run>> bySet = new EnumMap<>(KernelSet.class);
    private final IdentityHashMap<Case, Case> judged = new IdentityHashMap<>();

    /**
     * A kernel as a set of kernels calls it.
     *
     * @param lanes floats of the vectors that calls ask for, 0 where that is no argument
     */
    record Target(KernelSet set, Kernel kernel, int lanes) {

        static Target of(KernelSet set, KernelCall call) {
            return new Target(set, call.kernel(), call.entry("lanes").orElse(0));
        }

        @Override
        public String toString() {
            return set.label() + " " + kernel.method() + (lanes == 0 ? "" : ", lanes " + lanes);
        }
    }

    /** A case in one plan. */
    record Run(Case subject, PlanKind kind, Plan plan) {

        String name() {
            return subject.name() + ", " + kind.label();
        }

        boolean calls(Target target) {
            return plan.calls().stream()
                    .anyMatch(call -> Target.of(target.set(), call).equals(target));
        }

        private long work() {
            return plan.calls().stream()
                    .map(call -> call.launch().cost())
                    .mapToLong(cost -> cost.macs() + cost.bytes())
                    .sum();
        }
    }

    /** Every kernel that cases call, set by set. */
    List<Target> targets() {
        return Stream.of(KernelSet.values())
                .flatMap(set -> all(set).stream()
                        .flatMap(run -> run.plan().calls().stream())
                        .map(call -> Target.of(set, call))
                        .distinct()
                        .sorted(Comparator.comparing(Target::kernel)))
                .toList();
    }

    /** Those that call a kernel, the least work first. */
    List<Run> of(Target target) {
        return all(target.set()).stream()
                .filter(run -> run.calls(target))
                .sorted(Comparator.comparingLong(Run::work))
                .toList();
    }

    private List<Run> all(KernelSet set) {
        return bySet.computeIfAbsent(set, same -> {
            List<Run> runs = new ArrayList<>();
            for (Case some : cases) {
                for (PlanKind kind : Planner.kinds(some.network(), set)) {
                    runs.add(new Run(some, kind, Planner.plan(some.network(), kind, set)));
                }
            }
            return runs;
        });
    }

    /** What is wrong with an output, empty if nothing is. */
    String complaint(Run run, Tensor output) {
        Comparison comparison =
                judged.computeIfAbsent(run.subject(), Runs::withOracle).compare(output);
        return comparison.within(Tolerance.of(run.subject()).value()) ? "" : comparison.toString();
    }

    /** The same case, with what the reference makes of it. */
    private static Case withOracle(Case some) {
        return new Case(
                some.name(), some.type(), some.network(), some.weights(), some.inputs(), Optional.of(some.oracle()));
    }
}

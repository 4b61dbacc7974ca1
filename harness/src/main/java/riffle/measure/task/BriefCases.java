package riffle.measure.task;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import riffle.cases.Case;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.plan.Buffer;
import riffle.plan.KernelCall;
import riffle.plan.Plan;
import riffle.plan.Planner;
import riffle.plan.family.Kernel;
import riffle.tensor.Shape;

/**
 * Few small cases in which every kernel of networks runs, for drivers on which all cases would take hours: of the plans
 * that a kernel occurs in, with rows that fill a vector and with rows that do not, the one with the least work.
 */
final class BriefCases {

    /** The longest vectors of any kernel. */
    private static final int LONGEST_VECTOR = KernelSet.WIDE.lanes();

    private BriefCases() {}

    /**
     * What a launch shows of a kernel.
     *
     * @param lanes floats of its vectors where that is an argument, else 0
     * @param fills whether a row of what it reads or writes fills the longest vector
     */
    record Trait(Kernel kernel, int lanes, boolean fills) {

        /** What the launches of a plan show. */
        static Set<Trait> of(Plan plan) {
            return plan.calls().stream().map(call -> of(call, plan)).collect(Collectors.toSet());
        }

        private static Trait of(KernelCall call, Plan plan) {
            boolean fills = call.buffers().stream()
                    .map(id -> plan.buffers().get(id))
                    .filter(buffer -> buffer.role() != Buffer.Role.WEIGHTS)
                    .anyMatch(buffer -> row(buffer.shape()) >= LONGEST_VECTOR);
            return new Trait(call.kernel(), call.entry("lanes").orElse(0), fills);
        }

        private static int row(Shape shape) {
            return shape.pixels() == 1 ? shape.c() : shape.w();
        }
    }

    /** A case in one plan. */
    record Subject(Case subject, PlanKind kind, KernelSet set) {

        String name() {
            return set.label() + " " + kind.label() + " " + subject.name();
        }

        Plan plan() {
            return Planner.plan(subject.network(), kind, set);
        }
    }

    /** A subject, what it shows and what it costs. */
    private record Candidate(Subject subject, Set<Trait> traits, long work) {

        static Candidate of(Subject subject) {
            Plan plan = subject.plan();
            long work = plan.calls().stream()
                    .map(call -> call.launch().cost())
                    .mapToLong(cost -> cost.macs() + cost.bytes() / Float.BYTES)
                    .sum();
            return new Candidate(subject, Trait.of(plan), work);
        }

        /** How little its input is like others: of a single pixel, or number, most loops do not even begin. */
        int poverty() {
            Shape input = subject.subject().network().inputs().getFirst();
            return (input.pixels() == 1 ? 1 : 0) + (input.elements() == 1 ? 1 : 0);
        }
    }

    /**
     * The subjects that show all that these cases show of these sets of kernels, the least work first; none can be left
     * out.
     */
    static List<Subject> of(Collection<Case> cases, Collection<KernelSet> sets) {
        Comparator<Candidate> leastWork = Comparator.comparing(Candidate::work);
        Map<Trait, Candidate> cheapest = new LinkedHashMap<>(); // of equals that which comes first
        all(cases, sets).stream()
                .map(Candidate::of)
                .sorted(Comparator.comparing(Candidate::poverty).thenComparing(leastWork))
                .forEach(candidate -> candidate.traits().forEach(trait -> cheapest.putIfAbsent(trait, candidate)));
        List<Candidate> needed =
                cheapest.values().stream().distinct().sorted(leastWork).toList();
        return withoutRedundant(needed).stream().map(Candidate::subject).toList();
    }

    /** Every case in every plan. */
    static List<Subject> all(Collection<Case> cases, Collection<KernelSet> sets) {
        List<Subject> all = new ArrayList<>();
        for (Case subject : cases) {
            for (KernelSet set : sets) {
                for (PlanKind kind : PlanKind.values()) {
                    all.add(new Subject(subject, kind, set));
                }
            }
        }
        return all;
    }

    /** Without those that show nothing that the others do not show, the most work first. */
    private static List<Candidate> withoutRedundant(List<Candidate> leastWorkFirst) {
        Map<Trait, Integer> shown = new HashMap<>();
        leastWorkFirst.forEach(one -> one.traits().forEach(trait -> shown.merge(trait, 1, Integer::sum)));
        List<Candidate> left = new ArrayList<>(leastWorkFirst);
        for (Candidate candidate : leastWorkFirst.reversed()) {
            if (candidate.traits().stream().allMatch(trait -> shown.get(trait) > 1)) {
                candidate.traits().forEach(trait -> shown.merge(trait, -1, Integer::sum));
                left.remove(candidate);
            }
        }
        return left;
    }
}

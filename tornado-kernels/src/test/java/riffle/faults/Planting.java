package riffle.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import riffle.faults.Fault.Mistake;
import riffle.faults.FaultWorkerProcess.Judgement;
import riffle.faults.FaultWorkerProcess.Outcome;
import riffle.faults.Runs.Target;

/** Faults planted in one kernel, one after the other, each alone. */
final class Planting {

    private static final int TRIES = 40;

    private final Target target;
    private final Captured source;
    private final FaultWorkerProcess worker;

    Planting(Target target, Captured source, FaultWorkerProcess worker) {
        this.target = target;
        this.source = source;
        this.worker = worker;
    }

    /** What became of a fault. */
    enum Fate {
        CAUGHT("caught"),
        SURVIVED("survived"),
        /** No case of this set comes to its line. */
        UNREACHED("not reached"),
        UNBUILT("does not build");

        private final String words;

        Fate(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * A fault and its fate.
     *
     * @param detail which case showed it, and how
     */
    record Planted(Target target, Fault fault, Fate fate, String detail) {}

    /**
     * Draws faults of different kinds, first of those to look for, until so many were built and reached.
     *
     * @param count how many; fewer come back if the kernel offers no more
     */
    List<Planted> draw(int count, long seed) {
        List<Fault> order = order(
                FaultFinder.of(source, target.lanes()),
                new Random(seed * 31 + target.toString().hashCode()));
        List<Planted> all = new ArrayList<>();
        int counted = 0;
        for (Fault fault : order.subList(0, Math.min(TRIES, order.size()))) {
            Planted planted = plant(fault);
            all.add(planted);
            counted += planted.fate() == Fate.CAUGHT || planted.fate() == Fate.SURVIVED ? 1 : 0;
            if (counted == count) {
                break;
            }
        }
        return all;
    }

    /** Kinds in turn; a dropped residual, which few kernels offer, comes first, and what is no usual mistake last. */
    private static List<Fault> order(List<Fault> faults, Random random) {
        List<Fault> shuffled = new ArrayList<>(faults);
        Collections.shuffle(shuffled, random);
        Map<Mistake, List<Fault>> byKind = new EnumMap<>(Mistake.class);
        shuffled.forEach(fault ->
                byKind.computeIfAbsent(fault.kind(), kind -> new ArrayList<>()).add(fault));
        List<Mistake> kinds = new ArrayList<>(byKind.keySet());
        Collections.shuffle(kinds, random);
        kinds.sort((one, other) -> Integer.compare(rank(one), rank(other)));
        List<Fault> order = new ArrayList<>();
        for (int turn = 0; order.size() < faults.size(); turn++) {
            for (Mistake kind : kinds) {
                if (turn < byKind.get(kind).size()) {
                    order.add(byKind.get(kind).get(turn));
                }
            }
        }
        return order;
    }

    private static int rank(Mistake kind) {
        return kind == Mistake.RESIDUAL ? 0 : kind.named() ? 1 : 2;
    }

    /** Runs the cases on the kernel with one fault. */
    Planted plant(Fault fault) {
        Judgement verdict = worker.ask(target, fault.planted(source));
        return switch (verdict.outcome()) {
            case CAUGHT -> new Planted(target, fault, Fate.CAUGHT, verdict.detail());
            case UNBUILT -> new Planted(target, fault, Fate.UNBUILT, verdict.detail());
            case SURVIVED -> survivor(fault, verdict.detail());
            case REACHED -> throw new IllegalStateException("a fault that says it is a probe: " + fault);
        };
    }

    private Planted survivor(Fault fault, String detail) {
        boolean reached = worker.ask(target, fault.probe(source)).outcome() == Outcome.REACHED;
        return new Planted(target, fault, reached ? Fate.SURVIVED : Fate.UNREACHED, detail);
    }
}

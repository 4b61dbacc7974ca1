package riffle.plan.family;

import static riffle.plan.step.Exact.minus;
import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.require;
import static riffle.plan.step.Exact.times;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import riffle.operator.Move;
import riffle.operator.Reshape;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operand;
import riffle.plan.step.Packing;
import riffle.plan.step.Parameters;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;

/**
 * Elements of the output from where their coordinates lead ({@link Move}); five axes, the outermost first. Work-items
 * are positions along the last axis, along the one before, and along the three before that.
 */
public record MoveFamily(
        int count0,
        @Entries.Signed int begin0,
        @Entries.Signed int step0,
        int extent0,
        int stride0,
        int count1,
        @Entries.Signed int begin1,
        @Entries.Signed int step1,
        int extent1,
        int stride1,
        int count2,
        @Entries.Signed int begin2,
        @Entries.Signed int step2,
        int extent2,
        int stride2,
        int count3,
        @Entries.Signed int begin3,
        @Entries.Signed int step3,
        int extent3,
        int stride3,
        int count4,
        @Entries.Signed int begin4,
        @Entries.Signed int step4,
        int extent4,
        int stride4)
        implements Family {

    /** Entries of an axis. */
    private static final int ENTRIES = 5;

    private static final Move.Axis SINGLE = new Move.Axis(1, 0, 1, 1, 1);

    static Lowering of(Step step, List<Move.Axis> axes, double fill) {
        MoveFamily family = of(fewest(axes));
        return Lowering.dense(new Lowered(
                Kernel.MOVE,
                family,
                List.of(
                        new Operand.Value(step.inputs().getFirst()),
                        Parameters.other(step, "fill", 1, new Packing.Constants(List.of(fill))),
                        new Operand.Result()),
                NdRange.of(family.count4, family.count3, family.count0 * family.count1 * family.count2)));
    }

    /** The elements as they are: what is left of a reshape that needs memory of its own. */
    static Lowering copy(Step step, Reshape op) {
        int elements = op.input().elements();
        return of(step, List.of(new Move.Axis(elements, 0, 1, elements, 1)), 0);
    }

    private static MoveFamily of(List<Move.Axis> axes) {
        List<Integer> entries = new ArrayList<>();
        Collections.nCopies(Move.MOST_AXES - axes.size(), SINGLE).forEach(axis -> add(axis, entries));
        axes.forEach(axis -> add(axis, entries));
        return (MoveFamily) Entries.read(MoveFamily.class, entries);
    }

    private static void add(Move.Axis axis, List<Integer> entries) {
        entries.addAll(List.of(axis.count(), axis.begin(), axis.step(), axis.extent(), axis.stride()));
    }

    /** The same move along fewer axes: neighbours of which both are kept whole, and in their order, are one. */
    private static List<Move.Axis> fewest(List<Move.Axis> axes) {
        List<Move.Axis> fewest = new ArrayList<>();
        for (Move.Axis axis : axes) {
            if (isWhole(axis) && !fewest.isEmpty() && joins(fewest.getLast(), axis)) {
                int both = fewest.removeLast().extent() * axis.extent();
                fewest.add(new Move.Axis(both, 0, 1, both, axis.stride()));
            } else {
                fewest.add(axis);
            }
        }
        return fewest;
    }

    private static boolean isWhole(Move.Axis axis) {
        return axis.begin() == 0 && axis.step() == 1 && axis.count() == axis.extent();
    }

    private static boolean joins(Move.Axis outer, Move.Axis inner) {
        return isWhole(outer) && outer.stride() == inner.extent() * inner.stride();
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        Indices.covers(range, count4, count3, times(count0, count1, count2));
        int elements = times(count0, count1, count2, count3, count4);
        int last = 0;
        boolean moves = true;
        for (Move.Axis axis : axes()) {
            int largest = largestInside(axis);
            moves &= largest >= 0;
            last = plus(last, times(Math.max(largest, 0), axis.stride()));
        }
        return new Reach(List.of(moves ? last : -1, 0, elements - 1), elements);
    }

    private List<Move.Axis> axes() {
        List<Integer> entries = Entries.of(this);
        List<Move.Axis> axes = new ArrayList<>();
        for (int i = 0; i < entries.size(); i += ENTRIES) {
            axes.add(new Move.Axis(
                    entries.get(i), entries.get(i + 1), entries.get(i + 2), entries.get(i + 3), entries.get(i + 4)));
        }
        return axes;
    }

    /** The largest coordinate along an axis that is one of the input's; below 0 if there is none. */
    private static int largestInside(Move.Axis axis) {
        require(axis.step() != 0, "step is 0, expected another number");
        int first = axis.begin();
        int last = plus(first, times(axis.count() - 1, axis.step()));
        int lowest = Math.min(first, last);
        int highest = Math.min(Math.max(first, last), axis.extent() - 1);
        minus(axis.extent() - 1, first); // how the kernel sees whether a coordinate is beyond the input
        minus(axis.extent() - 1, last);
        if (highest < lowest) {
            return -1;
        }
        int step = Math.absExact(axis.step());
        int largest = lowest + minus(highest, lowest) / step * step;
        return Math.max(largest, -1);
    }
}

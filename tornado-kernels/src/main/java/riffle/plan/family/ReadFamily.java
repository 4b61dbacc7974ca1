package riffle.plan.family;

import static riffle.plan.step.Exact.plus;

import java.util.List;
import riffle.plan.step.NdRange;
import riffle.plan.step.Reach;

/** Sums of an array in chunks as in {@link ChunksFamily}; the sum of each work-item goes to y from an index on. */
public record ReadFamily(
        int items,
        int chunk,
        int rounds,
        @Entries.FromZero int offset,
        @Entries.FromZero int to) implements Family {

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int all = Indices.alongX(range);
        int last = new ChunksFamily(items, chunk, rounds, offset).last(range);
        return new Reach(List.of(last, plus(to, all) - 1), all);
    }
}

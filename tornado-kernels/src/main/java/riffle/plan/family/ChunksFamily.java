package riffle.plan.family;

import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.require;
import static riffle.plan.step.Exact.times;

import java.util.Collections;
import riffle.plan.step.NdRange;
import riffle.plan.step.Reach;

/**
 * Copies and triads of arrays, of which each work-group has a chunk, so many rounds, from an element on.
 *
 * @param items work-items of a group
 */
public record ChunksFamily(
        int items, int chunk, int rounds, @Entries.FromZero int offset) implements Family {

    /** Elements that a work-item takes at a time. */
    public static final int UNIT = 128;

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        Indices.alongX(range);
        int last = last(range);
        return new Reach(Collections.nCopies(kernel.buffers().size(), last), last + 1 - offset);
    }

    /** Last index in each array. */
    int last(NdRange range) {
        require(
                range.localX() == items,
                "items is " + items + ", expected the " + range.localX() + " work-items of a group");
        require(chunk % times(UNIT, items) == 0, "chunk is " + chunk + ", expected a multiple of " + UNIT + " items");
        int end = plus(offset, times(range.globalX() / items, chunk));
        plus(end, times(UNIT, items)); // where the loop ends
        return end - 1;
    }
}

package riffle.plan.family;

import java.util.List;
import riffle.plan.step.NdRange;
import riffle.plan.step.Reach;

/** Copies one element to an index: a launch that does as good as nothing. */
public record NothingFamily(@Entries.FromZero int to) implements Family {

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        Indices.covers(range, 1, 1, 1);
        return new Reach(List.of(0, to), 1);
    }
}

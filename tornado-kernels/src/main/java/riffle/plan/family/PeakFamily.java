package riffle.plan.family;

import static riffle.plan.step.Exact.plus;

import java.util.List;
import riffle.plan.step.NdRange;
import riffle.plan.step.Reach;

/** Chains of multiply-adds, so many rounds; the sum of each work-item goes to y from an index on. */
public record PeakFamily(int rounds, @Entries.FromZero int to) implements Family {

    private static final int PARAMETERS = 3;

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int items = Indices.alongX(range);
        return new Reach(List.of(PARAMETERS - 1, plus(to, items) - 1), items);
    }
}

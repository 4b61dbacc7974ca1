package riffle.plan.family;

import java.util.List;
import riffle.plan.step.NdRange;
import riffle.plan.step.Reach;

/** Fills an array with a pattern times a scale; a work-item writes an element. */
public record FillFamily(int scale) implements Family {

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int items = Indices.alongX(range);
        return new Reach(List.of(items - 1), items);
    }
}

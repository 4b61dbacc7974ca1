package riffle.plan.family;

import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.plan.step.NdRange;
import riffle.plan.step.Reach;
import riffle.tensor.Shape;

/** A copy into planes with a border; work-items are pixel, row, plane. */
public record PadFamily(
        int height, int width, @Entries.FromZero int border) implements Family {

    /** Its work-items for a tensor. */
    public static NdRange range(Shape shape) {
        return NdRange.of(shape.w(), shape.h(), shape.n() * shape.c());
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int planes = range.globalZ();
        Indices.covers(range, width, height, planes);
        plus(width, height, planes);
        int elements = times(planes, height, width);
        return new Reach(List.of(elements - 1, Indices.lastPixel(planes - 1, height, width, border)), elements);
    }
}

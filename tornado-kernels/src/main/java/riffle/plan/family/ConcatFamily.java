package riffle.plan.family;

import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.operator.Concat;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operands;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;

/** Concatenation along channels on its own, of so many elements an image each; work-items are element, image. */
public record ConcatFamily(int firstSize, int secondSize) implements Family {

    static Lowering of(Step step, Concat op) {
        return Lowering.dense(new Lowered(
                Kernel.CONCAT,
                new ConcatFamily(op.first().features(), op.second().features()),
                Operands.plain(step),
                NdRange.of(op.output().features(), op.output().n(), 1)));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int images = range.globalY();
        int features = plus(firstSize, secondSize);
        Indices.covers(range, features, images, 1);
        int elements = plus(times(images, features), features) - features;
        return new Reach(List.of(times(images, firstSize) - 1, times(images, secondSize) - 1, elements - 1), elements);
    }
}

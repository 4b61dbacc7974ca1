package riffle.plan.family;

import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.require;
import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.operator.Slice;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operands;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;

/**
 * Neighbouring channels, so many elements of each image from an element on; work-items are element of the output,
 * image.
 */
public record SliceFamily(
        int inSize, int size, @Entries.FromZero int first) implements Family {

    static Lowering of(Step step, Slice op) {
        return Lowering.dense(new Lowered(
                Kernel.SLICE,
                new SliceFamily(
                        op.input().features(),
                        op.output().features(),
                        op.firstChannel() * op.input().pixels()),
                Operands.plain(step),
                NdRange.of(op.output().features(), op.output().n(), 1)));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int images = range.globalY();
        Indices.covers(range, size, images, 1);
        int end = plus(first, size);
        require(end <= inSize, "inSize is " + inSize + ", expected at least first + size = " + end);
        int x = plus(times(images - 1, inSize), end);
        int elements = times(images, size);
        return new Reach(List.of(x - 1, elements - 1), elements);
    }
}

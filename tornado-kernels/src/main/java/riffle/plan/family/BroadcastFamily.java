package riffle.plan.family;

import static riffle.plan.step.Exact.require;
import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.operator.Arithmetic;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operands;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;
import riffle.tensor.Shape;

/**
 * Sums and products of tensors that differ in shape; work-items are column, row, plane. The last eight entries are the
 * elements from an image, channel, row or column of an operand to the next, 0 where it has one for all.
 *
 * @param channels of the result, as height and width
 */
public record BroadcastFamily(
        int channels,
        int height,
        int width,
        @Entries.FromZero int firstImage,
        @Entries.FromZero int firstChannel,
        @Entries.FromZero int firstRow,
        @Entries.FromZero int firstColumn,
        @Entries.FromZero int secondImage,
        @Entries.FromZero int secondChannel,
        @Entries.FromZero int secondRow,
        @Entries.FromZero int secondColumn)
        implements Family {

    static Lowering of(Step step, Arithmetic op, Kernel kernel) {
        Shape out = op.output();
        Shape first = op.first();
        Shape second = op.second();
        BroadcastFamily family = new BroadcastFamily(
                out.c(),
                out.h(),
                out.w(),
                along(first.n(), first.features()),
                along(first.c(), first.pixels()),
                along(first.h(), first.w()),
                along(first.w(), 1),
                along(second.n(), second.features()),
                along(second.c(), second.pixels()),
                along(second.h(), second.w()),
                along(second.w(), 1));
        NdRange range = NdRange.of(out.w(), out.h(), out.n() * out.c());
        return Lowering.dense(new Lowered(kernel, family, Operands.plain(step), range));
    }

    private static int along(int extent, int step) {
        return extent == 1 ? 0 : step;
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int images = Indices.images(range, channels);
        Indices.covers(range, width, height, times(images, channels));
        int elements = times(images, channels, height, width);
        int first = elements("first", images, List.of(firstColumn, firstRow, firstChannel, firstImage));
        int second = elements("second", images, List.of(secondColumn, secondRow, secondChannel, secondImage));
        return new Reach(List.of(first - 1, second - 1, elements - 1), elements);
    }

    /** Elements of an operand: its steps are those of a dense tensor that has no axis where they are 0. */
    private int elements(String operand, int images, List<Integer> steps) {
        List<Integer> extents = List.of(width, height, channels, images);
        List<String> axes = List.of("Column", "Row", "Channel", "Image");
        int elements = 1;
        for (int axis = 0; axis < steps.size(); axis++) {
            int step = steps.get(axis);
            require(
                    step == 0 || (step == elements && extents.get(axis) > 1),
                    operand + axes.get(axis) + " is " + step + ", expected 0"
                            + (extents.get(axis) > 1 ? " or " + elements : ""));
            elements = step == 0 ? elements : times(elements, extents.get(axis));
        }
        return elements;
    }
}

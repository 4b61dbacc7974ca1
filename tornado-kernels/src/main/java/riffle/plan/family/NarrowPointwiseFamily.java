package riffle.plan.family;

import static java.lang.Math.ceilDiv;
import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.times;

import java.util.ArrayList;
import java.util.List;
import riffle.operator.PointwiseConv;
import riffle.plan.step.Access;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operands;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;
import riffle.plan.step.Target;
import riffle.tensor.Shape;

/** Pointwise convolutions of the narrow set; work-items as in {@link NarrowRows}. */
public record NarrowPointwiseFamily(
        int images,
        int height,
        int width,
        int groups,
        int channelsPerGroup,
        int outPerGroup,
        @Entries.Flag int relu,
        int shuffleGroups,
        int planes,
        @Entries.FromZero int firstPlane,
        @Entries.FromZero int border)
        implements NarrowRows {

    private static final int BLOCK = Tiles.NARROW_BLOCK;

    static Lowering of(Step step, PointwiseConv op) {
        long idle = NarrowRows.idleLanes(op.output());
        return new Lowering(new Access(0, true, idle, idle), target -> lower(step, op, target));
    }

    private static Lowered lower(Step step, PointwiseConv op, Target target) {
        Shape out = op.output();
        int outPerGroup = out.c() / op.groups();
        return new Lowered(
                step.residual().isPresent() ? Kernel.NARROW_POINTWISE_CONV_ADD : Kernel.NARROW_POINTWISE_CONV,
                new NarrowPointwiseFamily(
                        out.n(),
                        out.h(),
                        out.w(),
                        op.groups(),
                        op.input().c() / op.groups(),
                        outPerGroup,
                        Indices.flag(step.relu()),
                        step.shuffleGroups(),
                        step.planes(),
                        step.firstPlane(),
                        target.border()),
                Operands.weighted(step, op.groups(), BLOCK),
                NarrowRows.range(out, op.groups() * ceilDiv(outPerGroup, BLOCK)));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int channels = times(groups, outPerGroup);
        int blocks = Indices.blocks(groups, outPerGroup, BLOCK);
        covers(range, blocks, channels);
        int pixels = times(height, width);
        int idle = times(ceilDiv(width, Tiles.VECTOR_4), Tiles.VECTOR_4) - width;
        // after its last step, the index lies a plane further
        int x = plus(times(images, groups, channelsPerGroup, pixels), pixels, idle) - pixels - 1;
        List<Integer> last = new ArrayList<>(List.of(x));
        last.add(times(blocks, channelsPerGroup, BLOCK) - 1);
        last.add(times(blocks, BLOCK) - 1);
        if (kernel == Kernel.NARROW_POINTWISE_CONV_ADD) {
            last.add(plus(times(images, channels, pixels), idle) - 1);
        }
        return written(last, channels);
    }
}

package riffle.plan.family;

import static java.lang.Math.ceilDiv;
import static riffle.plan.step.Exact.times;

import java.util.ArrayList;
import java.util.List;
import riffle.operator.Conv2d;
import riffle.operator.Window;
import riffle.plan.step.Access;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operands;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;
import riffle.plan.step.Target;
import riffle.tensor.Shape;

/** Convolutions with any window and groups, of the narrow set; work-items as in {@link NarrowRows}. */
public record NarrowDenseFamily(
        int images,
        int inHeight,
        int inWidth,
        int kernelHeight,
        int kernelWidth,
        int stride,
        int groups,
        int channelsPerGroup,
        int outPerGroup,
        int height,
        int width,
        @Entries.Flag int relu,
        int shuffleGroups,
        int planes,
        @Entries.FromZero int firstPlane,
        @Entries.FromZero int border)
        implements Windowed, NarrowRows {

    private static final int BLOCK = Tiles.NARROW_BLOCK;

    static Lowering of(Step step, Conv2d op) {
        long idle = NarrowRows.idleLanes(op.output());
        Access access =
                new Access(op.window().padding(), true, idle * op.window().stride(), idle);
        return new Lowering(access, target -> lower(step, op, target));
    }

    private static Lowered lower(Step step, Conv2d op, Target target) {
        Shape in = op.input();
        Shape out = op.output();
        Window window = op.window();
        int outPerGroup = out.c() / op.groups();
        return new Lowered(
                window.stride() == 1 ? Kernel.NARROW_CONV2D_STRIDE_1 : Kernel.NARROW_CONV2D,
                new NarrowDenseFamily(
                        out.n(),
                        in.h() + 2 * window.padding(),
                        in.w() + 2 * window.padding(),
                        window.kernelHeight(),
                        window.kernelWidth(),
                        window.stride(),
                        op.groups(),
                        in.c() / op.groups(),
                        outPerGroup,
                        out.h(),
                        out.w(),
                        Indices.flag(step.relu()),
                        step.shuffleGroups(),
                        step.planes(),
                        step.firstPlane(),
                        target.border()),
                Operands.bordered(step, window.padding(), op.groups(), BLOCK),
                NarrowRows.range(out, op.groups() * ceilDiv(outPerGroup, BLOCK)));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int channels = times(groups, outPerGroup);
        int blocks = Indices.blocks(groups, outPerGroup, BLOCK);
        covers(range, blocks, channels);
        requireStride(kernel == Kernel.NARROW_CONV2D_STRIDE_1);
        int x = lastRead(times(images, groups, channelsPerGroup), Tiles.VECTOR_4);
        int window = times(kernelHeight, kernelWidth);
        int weight = times(blocks, channelsPerGroup, window, BLOCK);
        return written(new ArrayList<>(List.of(x, weight - 1, times(blocks, BLOCK) - 1)), channels);
    }
}

package riffle.plan.family;

import static java.lang.Math.ceilDiv;
import static riffle.plan.step.Exact.times;

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

/**
 * Convolutions with any window and groups, of the wide and medium sets; work-items are pixels of a row, row, block of
 * output channels and image.
 */
public record DenseFamily(
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
        implements Windowed {

    /** Output channels and pixels that one work-item computes. */
    private static final int BLOCK = 32;

    private static final int PIXELS = 7;

    static Lowering of(Step step, Conv2d op) {
        int padding = op.window().padding();
        long beyond = Access.idleLanes(op.output().w(), PIXELS) * op.window().stride();
        return new Lowering(new Access(padding, true, beyond, 0), target -> lower(step, op, target));
    }

    private static Lowered lower(Step step, Conv2d op, Target target) {
        Shape in = op.input();
        Shape out = op.output();
        Window window = op.window();
        int outPerGroup = out.c() / op.groups();
        return new Lowered(
                window.stride() == 1 ? Kernel.CONV2D_STRIDE_1 : Kernel.CONV2D,
                new DenseFamily(
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
                NdRange.of(ceilDiv(out.w(), PIXELS), out.h(), out.n() * op.groups() * ceilDiv(outPerGroup, BLOCK)));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int channels = times(groups, outPerGroup);
        int blocks = Indices.blocks(groups, outPerGroup, BLOCK);
        int images = Indices.images(range, blocks);
        requireStride(kernel == Kernel.CONV2D_STRIDE_1);
        int x = lastReadOverRows(range, times(images, groups, channelsPerGroup), channels, PIXELS);
        int weight = times(blocks, channelsPerGroup, kernelHeight, kernelWidth, BLOCK);
        int bias = times(blocks, BLOCK);
        return new Reach(
                List.of(x, weight - 1, bias - 1, lastWritten(Indices.lastPlane(images, channels, planes, firstPlane))),
                times(images, channels, height, width));
    }
}

package riffle.plan.family;

import static java.lang.Math.ceilDiv;
import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.operator.Frame;
import riffle.operator.GeneralConv;
import riffle.plan.step.Access;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operands;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;
import riffle.plan.step.Target;
import riffle.tensor.Shape;

/**
 * Convolutions with any frame and groups, in every set; work-items are column, row, block of output channels and image.
 */
public record GeneralConvFamily(
        int inHeight,
        int inWidth,
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        int dilationHeight,
        int dilationWidth,
        @Entries.FromZero int top,
        @Entries.FromZero int left,
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
        implements Framed {

    /** Output channels that one work-item computes. */
    private static final int BLOCK = 4;

    static Lowering of(Step step, GeneralConv op) {
        return new Lowering(new Access(0, true, 0, 0), target -> lower(step, op, target));
    }

    private static Lowered lower(Step step, GeneralConv op, Target target) {
        Shape in = op.input();
        Shape out = op.output();
        Frame frame = op.frame();
        int outPerGroup = out.c() / op.groups();
        return new Lowered(
                Kernel.GENERAL_CONV,
                new GeneralConvFamily(
                        in.h(),
                        in.w(),
                        frame.kernelHeight(),
                        frame.kernelWidth(),
                        frame.strideHeight(),
                        frame.strideWidth(),
                        frame.dilationHeight(),
                        frame.dilationWidth(),
                        frame.top(),
                        frame.left(),
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
                Operands.weighted(step, op.groups(), BLOCK),
                NdRange.of(out.w(), out.h(), out.n() * op.groups() * ceilDiv(outPerGroup, BLOCK)));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        Indices.covers(range, width, height, range.globalZ());
        plus(width, height, range.globalZ()); // x + row + plane, of the border
        int channels = times(groups, outPerGroup);
        Indices.divides("shuffleGroups", shuffleGroups, channels);
        int blocks = Indices.blocks(groups, outPerGroup, BLOCK);
        int images = Indices.images(range, blocks);
        plus(channels, shuffleGroups, BLOCK); // the place after the last
        int x = lastInFrames(times(images, groups, channelsPerGroup));
        int weight = times(blocks, channelsPerGroup, kernelHeight, kernelWidth, BLOCK);
        int y = Indices.lastPixel(Indices.lastPlane(images, channels, planes, firstPlane), height, width, border);
        return new Reach(List.of(x, weight - 1, times(blocks, BLOCK) - 1, y), times(images, channels, height, width));
    }
}

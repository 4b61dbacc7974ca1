package riffle.plan.family;

import static java.lang.Math.ceilDiv;
import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.require;
import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.operator.Conv2d;
import riffle.operator.Window;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operands;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;
import riffle.tensor.Shape;

/**
 * The convolution of an image by 3x3 with a stride of 2, which makes its own zeros beyond the edges; work-items are
 * segment of a row, row, image.
 */
public record StemFamily(
        int inHeight,
        int inWidth,
        int inChannels,
        int channels,
        @Entries.Flag int relu,
        int shuffleGroups,
        int planes,
        @Entries.FromZero int firstPlane)
        implements Family {

    /** Output channels that a work-item computes at once, and input channels that it has room for. */
    private static final int BLOCK = 8;

    private static final int MOST_CHANNELS = 3;

    /** Whether it computes a convolution. */
    static boolean takes(Conv2d op) {
        return op.window().equals(Window.square(3, 2, 1))
                && op.groups() == 1
                && op.input().c() <= MOST_CHANNELS;
    }

    static Lowering of(Step step, Conv2d op) {
        Shape in = op.input();
        Shape out = op.output();
        return Lowering.dense(new Lowered(
                Kernel.STEM_CONV,
                new StemFamily(
                        in.h(),
                        in.w(),
                        in.c(),
                        out.c(),
                        Indices.flag(step.relu()),
                        step.shuffleGroups(),
                        step.planes(),
                        step.firstPlane()),
                Operands.weighted(step, 1, BLOCK),
                new NdRange(ceilDiv(out.w(), Tiles.SEGMENT), out.h(), out.n(), 1, 1)));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        require(inChannels <= MOST_CHANNELS, "inChannels is " + inChannels + ", expected at most " + MOST_CHANNELS);
        int height = plus(inHeight, 1) / 2;
        int width = plus(inWidth, 1) / 2;
        int images = range.globalZ();
        Indices.covers(range, ceilDiv(width, Tiles.SEGMENT), height, images);
        plus(times(range.globalX(), Tiles.SEGMENT, 2), inWidth); // a segment's last column
        plus(times(2, height), inHeight); // the row of its last line
        Indices.divides("shuffleGroups", shuffleGroups, channels);
        int x = times(images, inChannels, inHeight, inWidth);
        int bias = times(Indices.blocks(1, channels, BLOCK), BLOCK);
        int weight = times(bias, inChannels, Tiles.WINDOW_3X3);
        plus(channels, shuffleGroups); // the place after the last
        int y = times(plus(Indices.lastPlane(images, channels, planes, firstPlane), 1), height, width);
        return new Reach(List.of(x - 1, weight - 1, bias - 1, y - 1), times(images, channels, height, width));
    }
}

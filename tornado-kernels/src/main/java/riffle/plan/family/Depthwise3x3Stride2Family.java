package riffle.plan.family;

import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.operator.DepthwiseConv;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operands;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;
import riffle.tensor.Shape;

/** The same as {@link Depthwise3x3Family} with a stride of 2. */
public record Depthwise3x3Stride2Family(
        int channels,
        int inHeight,
        int inWidth,
        @Entries.Flag int relu,
        int shuffleGroups,
        int planes,
        @Entries.FromZero int firstPlane)
        implements Family {

    static Lowering of(Step step, DepthwiseConv op) {
        Shape in = op.input();
        return Lowering.dense(new Lowered(
                Kernel.DEPTHWISE_CONV_3X3_STRIDE_2,
                new Depthwise3x3Stride2Family(
                        in.c(),
                        in.h(),
                        in.w(),
                        Indices.flag(step.relu()),
                        step.shuffleGroups(),
                        step.planes(),
                        step.firstPlane()),
                Operands.weighted(step, 1, 1),
                NdRange.of(in.n() * in.c(), 1, 1, Tiles.PLANES)));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int height = plus(inHeight, 1) / 2;
        int width = plus(inWidth, 1) / 2;
        Indices.divides("shuffleGroups", shuffleGroups, channels);
        int images = Indices.imagesOfPlanes(range, channels, inHeight, inWidth);
        int x = times(range.globalX(), inHeight, inWidth);
        int y = times(plus(Indices.lastPlane(images, channels, planes, firstPlane), 1), height, width);
        int written = times(images, channels, height, width);
        return new Reach(List.of(x - 1, times(channels, Tiles.WINDOW_3X3) - 1, channels - 1, y - 1), written);
    }
}

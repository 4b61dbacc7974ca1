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

/**
 * Depthwise 3x3 convolutions with a stride of 1, padded by 1, of the wide and medium sets; a work-item takes a plane
 * and makes its own zeros beyond the edges.
 */
public record Depthwise3x3Family(
        int channels,
        int height,
        int width,
        @Entries.Flag int relu,
        int shuffleGroups,
        int planes,
        @Entries.FromZero int firstPlane)
        implements Family {

    static Lowering of(Step step, DepthwiseConv op) {
        Shape out = op.output();
        return Lowering.dense(new Lowered(
                Kernel.DEPTHWISE_CONV_3X3,
                new Depthwise3x3Family(
                        out.c(),
                        out.h(),
                        out.w(),
                        Indices.flag(step.relu()),
                        step.shuffleGroups(),
                        step.planes(),
                        step.firstPlane()),
                Operands.weighted(step, 1, 1),
                NdRange.of(out.n() * out.c(), 1, 1, Tiles.PLANES)));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        Indices.divides("shuffleGroups", shuffleGroups, channels);
        int images = Indices.imagesOfPlanes(range, channels, height, width);
        int x = times(range.globalX(), height, width);
        int y = times(plus(Indices.lastPlane(images, channels, planes, firstPlane), 1), height, width);
        int written = times(images, channels, height, width);
        return new Reach(List.of(x - 1, times(channels, Tiles.WINDOW_3X3) - 1, channels - 1, y - 1), written);
    }
}

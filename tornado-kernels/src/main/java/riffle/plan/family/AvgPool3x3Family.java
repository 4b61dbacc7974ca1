package riffle.plan.family;

import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.operator.AvgPool;
import riffle.operator.Window;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operands;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;
import riffle.tensor.Shape;

/**
 * Average pooling by 3x3 with a stride of 2, padded by 1, of the wide and medium sets: ShuffleNet's shortcut. A
 * work-item takes a plane.
 */
public record AvgPool3x3Family(
        int channels,
        int inHeight,
        int inWidth,
        @Entries.Flag int relu,
        int planes,
        @Entries.FromZero int firstPlane) implements Family {

    /** Whether it computes a pooling. */
    static boolean takes(AvgPool op) {
        return op.window().equals(Window.square(3, 2, 1));
    }

    static Lowering of(Step step, AvgPool op) {
        Shape in = op.input();
        return Lowering.dense(new Lowered(
                Kernel.AVG_POOL_3X3,
                new AvgPool3x3Family(
                        in.c(), in.h(), in.w(), Indices.flag(step.relu()), step.planes(), step.firstPlane()),
                Operands.plain(step),
                NdRange.of(in.n() * in.c(), 1, 1, Tiles.PLANES)));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int pixels = times(plus(inHeight, 1) / 2, plus(inWidth, 1) / 2);
        int images = Indices.imagesOfPlanes(range, channels, inHeight, inWidth);
        int y = times(plus(Indices.lastPlane(images, channels, planes, firstPlane), 1), pixels);
        return new Reach(
                List.of(times(range.globalX(), inHeight, inWidth) - 1, y - 1), times(images, channels, pixels));
    }
}

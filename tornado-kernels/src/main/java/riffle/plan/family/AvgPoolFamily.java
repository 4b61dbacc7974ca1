package riffle.plan.family;

import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.operator.AvgPool;
import riffle.operator.Window;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operands;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;
import riffle.tensor.Shape;

/** Average pooling with any window; work-items are pixel, row, plane. */
public record AvgPoolFamily(
        int inHeight,
        int inWidth,
        int kernelHeight,
        int kernelWidth,
        int stride,
        @Entries.FromZero int padding,
        int channels,
        int height,
        int width,
        @Entries.Flag int relu,
        int planes,
        @Entries.FromZero int firstPlane)
        implements Pooled {

    static Lowering of(Step step, AvgPool op) {
        Shape in = op.input();
        Shape out = op.output();
        Window window = op.window();
        return Lowering.dense(new Lowered(
                Kernel.AVG_POOL,
                new AvgPoolFamily(
                        in.h(),
                        in.w(),
                        window.kernelHeight(),
                        window.kernelWidth(),
                        window.stride(),
                        window.padding(),
                        in.c(),
                        out.h(),
                        out.w(),
                        Indices.flag(step.relu()),
                        step.planes(),
                        step.firstPlane()),
                Operands.plain(step),
                NdRange.of(out.w(), out.h(), out.n() * out.c())));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        Indices.covers(range, width, height, range.globalZ());
        int x = lastInWindows(range);
        times(kernelHeight, kernelWidth);
        int images = Indices.images(range, channels);
        int y = Indices.lastPixel(Indices.lastPlane(images, channels, planes, firstPlane), height, width, 0);
        return new Reach(List.of(x, y), times(range.globalZ(), height, width));
    }
}

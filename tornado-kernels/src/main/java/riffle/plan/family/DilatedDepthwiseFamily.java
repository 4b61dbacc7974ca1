package riffle.plan.family;

import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.operator.DepthwiseConv;
import riffle.operator.Window;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operands;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;
import riffle.tensor.Shape;

/** Depthwise convolutions with a dilation above 1, in every set; work-items are column, row, plane. */
public record DilatedDepthwiseFamily(
        int inHeight,
        int inWidth,
        int kernelHeight,
        int kernelWidth,
        int stride,
        int dilation,
        @Entries.FromZero int padding,
        int channels,
        int height,
        int width,
        @Entries.Flag int relu,
        int shuffleGroups,
        int planes,
        @Entries.FromZero int firstPlane)
        implements Family {

    static Lowering of(Step step, DepthwiseConv op) {
        Shape in = op.input();
        Shape out = op.output();
        Window window = op.window();
        return Lowering.dense(new Lowered(
                Kernel.DILATED_DEPTHWISE_CONV,
                new DilatedDepthwiseFamily(
                        in.h(),
                        in.w(),
                        window.kernelHeight(),
                        window.kernelWidth(),
                        window.stride(),
                        window.dilation(),
                        window.padding(),
                        out.c(),
                        out.h(),
                        out.w(),
                        Indices.flag(step.relu()),
                        step.shuffleGroups(),
                        step.planes(),
                        step.firstPlane()),
                Operands.weighted(step, 1, 1),
                NdRange.of(out.w(), out.h(), out.n() * out.c())));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int all = range.globalZ();
        Indices.covers(range, width, height, all);
        Indices.divides("shuffleGroups", shuffleGroups, channels);
        int images = Indices.images(range, channels);
        plus(times(height, stride), times(kernelHeight, dilation)); // the row of the window's last element
        plus(times(width, stride), times(kernelWidth, dilation));
        int x = plus(times(all, inHeight, inWidth), inWidth) - inWidth; // elements beyond the edges are not read
        int weight = times(channels, kernelHeight, kernelWidth);
        plus(channels, shuffleGroups); // the place after the last
        int y = Indices.lastPixel(Indices.lastPlane(images, channels, planes, firstPlane), height, width, 0);
        return new Reach(List.of(x - 1, weight - 1, channels - 1, y), times(all, height, width));
    }
}

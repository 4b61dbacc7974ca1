package riffle.plan.family;

import static java.lang.Math.ceilDiv;
import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.operator.DepthwiseConv;
import riffle.operator.Window;
import riffle.plan.step.Access;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operands;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;
import riffle.plan.step.Target;
import riffle.tensor.Shape;

/**
 * Depthwise convolutions with any window, of the wide and medium sets; work-items are vector of a row, row, plane.
 */
public record DepthwiseFamily(
        int inHeight,
        int inWidth,
        int kernelHeight,
        int kernelWidth,
        int stride,
        int channels,
        int height,
        int width,
        @Entries.Flag int relu,
        int shuffleGroups,
        int planes,
        @Entries.FromZero int firstPlane,
        @Entries.FromZero int border)
        implements Windowed {

    /** Whether a convolution has a kernel that makes its own zeros beyond the edges, and needs no border. */
    public static boolean readsDense(DepthwiseConv op) {
        int stride = op.window().stride();
        return op.window().equals(Window.square(3, stride, 1)) && stride <= 2;
    }

    static Lowering of(Step step, DepthwiseConv op) {
        long beyond =
                Access.idleLanes(op.output().w(), Tiles.VECTOR_8) * op.window().stride();
        return new Lowering(new Access(op.window().padding(), true, beyond, 0), target -> lower(step, op, target));
    }

    private static Lowered lower(Step step, DepthwiseConv op, Target target) {
        Shape in = op.input();
        Shape out = op.output();
        Window window = op.window();
        return new Lowered(
                Kernel.DEPTHWISE_CONV,
                new DepthwiseFamily(
                        in.h() + 2 * window.padding(),
                        in.w() + 2 * window.padding(),
                        window.kernelHeight(),
                        window.kernelWidth(),
                        window.stride(),
                        out.c(),
                        out.h(),
                        out.w(),
                        Indices.flag(step.relu()),
                        step.shuffleGroups(),
                        step.planes(),
                        step.firstPlane(),
                        target.border()),
                Operands.bordered(step, window.padding(), 1, 1),
                NdRange.of(ceilDiv(out.w(), Tiles.VECTOR_8), out.h(), out.n() * out.c()));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int images = Indices.images(range, channels);
        int x = lastReadOverRows(range, range.globalZ(), channels, Tiles.VECTOR_8);
        int weight = times(channels, kernelHeight, kernelWidth);
        return new Reach(
                List.of(
                        x,
                        weight - 1,
                        channels - 1,
                        lastWritten(Indices.lastPlane(images, channels, planes, firstPlane))),
                times(images, channels, height, width));
    }
}

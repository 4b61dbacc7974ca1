package riffle.plan.family;

import static riffle.plan.step.Exact.times;

import java.util.ArrayList;
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

/** Depthwise convolutions with any window, of the narrow set; work-items as in {@link NarrowRows}. */
public record NarrowDepthwiseFamily(
        int images,
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
        implements Windowed, NarrowRows {

    static Lowering of(Step step, DepthwiseConv op) {
        long idle = NarrowRows.idleLanes(op.output());
        Access access =
                new Access(op.window().padding(), true, idle * op.window().stride(), idle);
        return new Lowering(access, target -> lower(step, op, target));
    }

    private static Lowered lower(Step step, DepthwiseConv op, Target target) {
        Shape in = op.input();
        Shape out = op.output();
        Window window = op.window();
        return new Lowered(
                window.stride() == 1 ? Kernel.NARROW_DEPTHWISE_CONV_STRIDE_1 : Kernel.NARROW_DEPTHWISE_CONV,
                new NarrowDepthwiseFamily(
                        out.n(),
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
                NarrowRows.range(out, out.c()));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        covers(range, channels, channels);
        requireStride(kernel == Kernel.NARROW_DEPTHWISE_CONV_STRIDE_1);
        int x = lastRead(times(images, channels), Tiles.VECTOR_4);
        int weight = times(channels, kernelHeight, kernelWidth);
        return written(new ArrayList<>(List.of(x, weight - 1, channels - 1)), channels);
    }
}

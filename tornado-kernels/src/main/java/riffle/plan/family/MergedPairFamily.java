package riffle.plan.family;

import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.times;

import java.util.ArrayList;
import java.util.List;
import riffle.operator.PointwiseConv;
import riffle.plan.step.Access;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operand;
import riffle.plan.step.Parameters;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;
import riffle.plan.step.Target;
import riffle.tensor.Shape;

/**
 * A depthwise 3x3 convolution with a stride of 1 and the pointwise convolution behind it in one launch: MobileNet's
 * pairs.
 *
 * @param rows of the result in a band
 * @param plane elements of a depthwise plane of a band
 * @param part elements of scratch memory of a work-item
 * @param lanes floats of the vectors of its tiles
 */
public record MergedPairFamily(
        int inHeight,
        int inWidth,
        int channels,
        int rows,
        int plane,
        int part,
        @Entries.Flag int depthwiseRelu,
        int depthwiseShuffle,
        int groups,
        int outPerGroup,
        @Entries.Flag int relu,
        int planes,
        @Entries.FromZero int firstPlane,
        int lanes)
        implements Merged {

    static Lowering of(Step step) {
        return new Lowering(Access.DENSE, target -> lower(step, target));
    }

    private static Lowered lower(Step step, Target target) {
        PointwiseConv op = (PointwiseConv) step.node().operator();
        Step depthwise = step.before().getLast();
        Shape in = op.input();
        Shape out = op.output();
        int rows = Bands.rows(step, target.device());
        int bands = Math.ceilDiv(out.h(), rows);
        int plane = Merged.plane(op, rows);
        int part = in.c() * plane;
        List<Operand> operands =
                new ArrayList<>(List.of(new Operand.Value(step.inputs().getFirst())));
        operands.addAll(Parameters.of(depthwise, 1, 1));
        operands.addAll(Parameters.of(step, op.groups(), Tiles.POINTWISE_BLOCK));
        operands.add(new Operand.Scratch(Math.multiplyExact(part, bands * out.n())));
        operands.add(new Operand.Result());
        return new Lowered(
                Merged.kernel(step).orElseThrow(),
                new MergedPairFamily(
                        in.h(),
                        in.w(),
                        in.c(),
                        rows,
                        plane,
                        part,
                        Indices.flag(depthwise.relu()),
                        depthwise.shuffleGroups(),
                        op.groups(),
                        out.c() / op.groups(),
                        Indices.flag(step.relu()),
                        step.planes(),
                        step.firstPlane(),
                        target.kernels().lanes()),
                operands,
                new NdRange(bands, out.n(), 1, 1, 1));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int pixels = times(inHeight, inWidth);
        int bands = bands(range, inHeight);
        int images = range.globalY();
        int part = depthwisePlanes(inWidth);
        // lanes behind the plane are not read, but their indices are computed
        int indices = times(3, plus(inWidth, 2 * Tiles.VECTOR_16));
        int x = plus(times(images, channels, pixels), indices) - indices;
        requirePart(part);
        List<Integer> last = new ArrayList<>(List.of(x - 1));
        addRest(last, images, bands, pixels);
        return new Reach(last, times(images, groups, outPerGroup, pixels));
    }
}

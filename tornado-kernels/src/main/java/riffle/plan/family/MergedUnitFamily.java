package riffle.plan.family;

import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.times;

import java.util.ArrayList;
import java.util.List;
import riffle.operator.DepthwiseConv;
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
 * Pointwise, depthwise 3x3 and pointwise convolution in one launch: ShuffleNet's units (paper, Fig. 2b and 2c). The
 * input is the residual where the stride is 1.
 *
 * @param rows of the result in a band
 * @param plane elements of a depthwise plane of a band
 * @param part elements of scratch memory of a work-item
 * @param lanes floats of the vectors of its tiles
 */
public record MergedUnitFamily(
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
        int lanes,
        int firstGroups,
        int firstPerGroup,
        @Entries.Flag int firstRelu,
        int firstShuffle)
        implements Merged {

    private static final int VECTOR = Tiles.VECTOR_16;

    /** Planes that the first convolution leaves to the depthwise one: a block of output channels. */
    private static final int BLOCK = Tiles.POINTWISE_BLOCK;

    static Lowering of(Step step) {
        Shape input = step.before().getFirst().node().operator().output();
        long beyond = Math.max(0, VECTOR - input.pixels());
        long residual = Math.max(0, VECTOR - step.node().operator().output().pixels());
        return new Lowering(Access.beyond(beyond).withResidualBeyond(residual), target -> lower(step, target));
    }

    private static Lowered lower(Step step, Target target) {
        PointwiseConv op = (PointwiseConv) step.node().operator();
        Step before = step.before().getFirst();
        Step depthwise = step.before().getLast();
        PointwiseConv first = (PointwiseConv) before.node().operator();
        DepthwiseConv middle = (DepthwiseConv) depthwise.node().operator();
        Shape in = middle.input();
        Shape out = op.output();
        int rows = Bands.rows(step, target.device());
        int bands = Math.ceilDiv(out.h(), rows);
        int plane = Merged.plane(op, rows);
        int inRows = Math.min(rows * middle.window().stride() + 2, in.h());
        // rows of the depthwise convolution may read, or write, two vectors behind the last one
        int part = in.c() * plane + Merged.aligned((BLOCK * inRows + 1) * in.w() + 2 * VECTOR + VECTOR);
        List<Operand> operands =
                new ArrayList<>(List.of(new Operand.Value(step.inputs().getFirst())));
        operands.addAll(Parameters.of(before, first.groups(), BLOCK));
        operands.addAll(Parameters.of(depthwise, 1, 1));
        operands.addAll(Parameters.of(step, op.groups(), BLOCK));
        operands.add(new Operand.Scratch(Math.multiplyExact(part, bands * out.n())));
        operands.add(new Operand.Result());
        return new Lowered(
                Merged.kernel(step).orElseThrow(),
                new MergedUnitFamily(
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
                        target.kernels().lanes(),
                        first.groups(),
                        first.input().c() / first.groups(),
                        Indices.flag(before.relu()),
                        before.shuffleGroups()),
                operands,
                new NdRange(bands, out.n(), 1, 1, 1));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int stride = kernel == Kernel.SHUFFLE_UNIT_STRIDE_2 ? 2 : 1;
        int inPixels = times(inHeight, inWidth);
        int height = plus(inHeight, stride - 1) / stride;
        int width = plus(inWidth, stride - 1) / stride;
        int pixels = times(height, width);
        int bands = bands(range, height);
        int images = range.globalY();
        int lastBand = times(bands - 1, rows);
        int outputs = times(groups, outPerGroup);
        int part = depthwisePlanes(width);
        int residual = times(images, outputs, pixels) - pixels + planeEnd(pixels, lastBand, width);
        int above = Math.max(times(lastBand, stride) - 1, 0);
        int in = times(images, firstGroups, firstPerGroup, inPixels);
        // after its last step, the index lies a plane further
        int x = plus(in, planeEnd(inPixels, above, inWidth)) - inPixels;
        List<Integer> last = new ArrayList<>(List.of((stride == 1 ? Math.max(x, residual) : x) - 1));
        Indices.divides("firstGroups", firstGroups, channels);
        Indices.divides("firstShuffle", firstShuffle, channels);
        plus(channels, firstShuffle); // the place after the last
        int blocks = Indices.blocks(firstGroups, channels / firstGroups, BLOCK);
        last.add(times(blocks, firstPerGroup, BLOCK) - 1);
        last.add(times(blocks, BLOCK) - 1);
        int inRows = Math.min(plus(times(rows, stride), 2), inHeight);
        // whole vectors of zeros behind the planes of a block
        requirePart(plus(part, times(BLOCK, inRows, inWidth), inWidth, 2 * VECTOR, VECTOR - 1));
        addRest(last, images, bands, pixels);
        return new Reach(last, times(images, outputs, pixels));
    }

    /** Where reading a plane ends: with it, or with the vector that its last band does not fill. */
    private static int planeEnd(int pixels, int row, int width) {
        return Math.max(pixels, plus(times(row, width), VECTOR));
    }
}

package riffle.plan.family;

import static java.lang.Math.ceilDiv;
import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.require;
import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.operator.PointwiseConv;
import riffle.plan.step.Access;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operands;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;
import riffle.plan.step.Target;
import riffle.tensor.Shape;

/**
 * Pointwise convolutions of the wide and medium sets; work-items are block of output channels, strip of pixels, image.
 *
 * @param strip pixels of a strip
 * @param lanes floats of the vectors of its tiles
 */
public record PointwiseFamily(
        int pixels,
        int groups,
        int channelsPerGroup,
        int outPerGroup,
        int strip,
        @Entries.Flag int relu,
        int shuffleGroups,
        int planes,
        @Entries.FromZero int firstPlane,
        int lanes)
        implements Family {

    /** Pixels of a tile. */
    private static final int TILE = 32;

    private static final int BLOCK = Tiles.POINTWISE_BLOCK;

    /** Work-items to aim for, for each thread: enough to share out evenly, few enough to cost little each. */
    private static final int WORK_ITEMS_A_THREAD = 12;

    static Lowering of(Step step, PointwiseConv op) {
        // lanes of a vector that lie beyond a plane which does not fill one
        long beyond = Math.max(0, Tiles.VECTOR_16 - op.output().pixels());
        return new Lowering(Access.beyond(beyond), target -> lower(step, op, target));
    }

    private static Lowered lower(Step step, PointwiseConv op, Target target) {
        Shape out = op.output();
        int outPerGroup = out.c() / op.groups();
        int channelsPerGroup = op.input().c() / op.groups();
        int blocks = op.groups() * ceilDiv(outPerGroup, BLOCK);
        int strip = strip(out.pixels(), strips(out, channelsPerGroup, blocks, target));
        return new Lowered(
                step.residual().isPresent() ? Kernel.POINTWISE_CONV_ADD : Kernel.POINTWISE_CONV,
                new PointwiseFamily(
                        out.pixels(),
                        op.groups(),
                        channelsPerGroup,
                        outPerGroup,
                        strip,
                        Indices.flag(step.relu()),
                        step.shuffleGroups(),
                        step.planes(),
                        step.firstPlane(),
                        target.kernels().lanes()),
                Operands.weighted(step, op.groups(), BLOCK),
                new NdRange(blocks, ceilDiv(out.pixels(), strip), out.n(), 1, 1));
    }

    /**
     * Strips of a plane at least: as many as give work enough, and so many that the input of each takes half of a
     * thread's cache, which keeps it while block after block of output channels reads it again (decision 24).
     */
    private static int strips(Shape out, int channelsPerGroup, int blocks, Target target) {
        long bytes = (long) Float.BYTES * channelsPerGroup * out.pixels();
        int enough = ceilDiv(WORK_ITEMS_A_THREAD * target.device().threads(), blocks * out.n());
        return Math.max(enough, Math.toIntExact(ceilDiv(bytes, target.device().cacheBytes() / 2)));
    }

    /**
     * Pixels of a strip where a plane is cut into so many strips, or fewer: whole tiles, and in the last strip 16
     * pixels at least, so that no strip is stored lane by lane that need not be.
     */
    private static int strip(int pixels, int strips) {
        int tiles = ceilDiv(pixels, TILE);
        int strip = TILE * ceilDiv(tiles, Math.clamp(strips, 1, tiles));
        while (strip < pixels && (pixels - 1) % strip + 1 < Tiles.VECTOR_16) {
            strip += TILE;
        }
        return Math.min(strip, pixels);
    }

    /** The same in about so many strips. */
    public PointwiseFamily inStrips(int strips) {
        return new PointwiseFamily(
                pixels,
                groups,
                channelsPerGroup,
                outPerGroup,
                strip(pixels, strips),
                relu,
                shuffleGroups,
                planes,
                firstPlane,
                lanes);
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int channels = times(groups, outPerGroup);
        int blocks = Indices.blocks(groups, outPerGroup, BLOCK);
        int images = range.globalZ();
        require(strip <= pixels, "strip is " + strip + ", expected at most the " + pixels + " pixels");
        Indices.covers(range, blocks, ceilDiv(pixels, strip), images);
        Indices.divides("shuffleGroups", shuffleGroups, channels);
        Indices.lanes(lanes);
        plus(times(range.globalY(), strip), TILE); // begin + strip, and the next pixel of a tile
        // the last strip's vector starts at its end - 16, or at its begin where it is shorter than that
        int begin = times(range.globalY() - 1, strip);
        int end = Math.max(pixels, plus(begin, Tiles.VECTOR_16));
        // after its last step, i = (image * groups + group + 1) * channelsPerGroup * pixels + pixel
        int x = plus(times(images, groups, channelsPerGroup, pixels), end) - pixels - 1;
        int weight = times(blocks, channelsPerGroup, BLOCK);
        int bias = times(blocks, BLOCK);
        plus(channels, shuffleGroups); // the place after the last
        int y = times(plus(Indices.lastPlane(images, channels, planes, firstPlane), 1), pixels) - 1;
        int written = times(images, channels, pixels);
        if (kernel == Kernel.POINTWISE_CONV) {
            return new Reach(List.of(x, weight - 1, bias - 1, y), written);
        }
        int residual = plus(times(images, channels, pixels), end) - pixels - 1;
        return new Reach(List.of(x, weight - 1, bias - 1, residual, y), written);
    }
}

package riffle.plan;

import static java.lang.Math.ceilDiv;
import static riffle.plan.Exact.plus;
import static riffle.plan.Exact.require;
import static riffle.plan.Exact.times;

import java.util.ArrayList;
import java.util.List;

/** How far the merged kernels reach, whose work-items are band, image. */
final class MergedReach {

    private static final int WIDE = Tiles.WIDE;
    private static final int BLOCK = Tiles.POINTWISE_BLOCK;

    private MergedReach() {}

    static Reach of(Reach.Arithmetic call, Kernel kernel, NdRange range) {
        boolean unit = kernel != Kernel.DEPTHWISE_POINTWISE;
        int stride = kernel == Kernel.SHUFFLE_UNIT_STRIDE_2 ? 2 : 1;
        int inWidth = call.at("inWidth");
        int inPixels = times(call.at("inHeight"), inWidth);
        int height = plus(call.at("inHeight"), stride - 1) / stride;
        int width = plus(inWidth, stride - 1) / stride;
        int pixels = times(height, width);
        int rows = call.at("rows");
        require(rows <= height, "rows is " + rows + ", expected at most " + height);
        int images = range.globalY();
        int bands = ceilDiv(height, rows);
        call.covers(bands, images, 1);
        int lastBand = times(bands - 1, rows);

        int channels = call.at("channels");
        int outputs = times(call.at("groups"), call.at("outPerGroup"));
        call.shuffles("depthwiseShuffle", channels);
        call.shuffles("groups", channels);
        call.lanes();
        int residual = times(images, outputs, pixels) - pixels + planeEnd(pixels, lastBand, width);
        // a vector may begin at a band's last pixel
        int plane = plus(times(rows, width), WIDE - 1);
        require(call.at("plane") >= plane, "plane is " + call.at("plane") + ", expected at least " + plane);
        int part = times(channels, call.at("plane"));

        List<Integer> last = new ArrayList<>();
        if (unit) {
            int above = Math.max(times(lastBand, stride) - 1, 0);
            int in = times(images, call.at("firstGroups"), call.at("firstPerGroup"), inPixels);
            // after its last step, the index lies a plane further
            int x = plus(in, planeEnd(inPixels, above, inWidth)) - inPixels;
            last.add((stride == 1 ? Math.max(x, residual) : x) - 1);
            call.shuffles("firstGroups", channels);
            call.shuffles("firstShuffle", channels);
            plus(channels, call.at("firstShuffle")); // the place after the last
            int blocks = blocks(call.at("firstGroups"), channels / call.at("firstGroups"));
            last.add(times(blocks, call.at("firstPerGroup"), BLOCK) - 1);
            last.add(times(blocks, BLOCK) - 1);
            int inRows = Math.min(plus(times(rows, stride), 2), call.at("inHeight"));
            // whole vectors of zeros behind the planes of a block
            part = plus(part, times(BLOCK, inRows, inWidth), inWidth, 2 * WIDE, WIDE - 1);
        } else {
            // lanes behind the plane are not read, but their indices are computed
            int indices = times(3, plus(inWidth, 2 * WIDE));
            last.add(plus(times(images, channels, inPixels), indices) - indices - 1);
        }
        require(call.at("part") >= part, "part is " + call.at("part") + ", expected at least " + part);
        last.add(times(channels, Reach.WINDOW_3X3) - 1);
        last.add(channels - 1);
        int blocks = blocks(call.at("groups"), call.at("outPerGroup"));
        last.add(times(blocks, channels / call.at("groups"), BLOCK) - 1);
        last.add(times(blocks, BLOCK) - 1);
        last.add(plus(times(images, bands, call.at("part")), call.at("plane")) - call.at("plane") - 1);
        last.add(times(plus(call.lastPlane(images, outputs), 1), pixels) - 1);
        return new Reach(last, times(images, outputs, pixels));
    }

    /** Where reading a plane ends: with it, or with the vector that its last band does not fill. */
    private static int planeEnd(int pixels, int row, int width) {
        return Math.max(pixels, plus(times(row, width), WIDE));
    }

    private static int blocks(int groups, int perGroup) {
        return times(groups, ceilDiv(plus(perGroup, BLOCK) - BLOCK, BLOCK));
    }
}

package riffle.plan;

import static java.lang.Math.ceilDiv;
import static riffle.plan.Exact.plus;
import static riffle.plan.Exact.require;
import static riffle.plan.Exact.times;

import java.util.ArrayList;
import java.util.List;

/**
 * How far the narrow convolution kernels reach, whose work-items are vector of a row, row, planes, image along x alone.
 */
final class NarrowReach {

    private static final int LANES = Tiles.NARROW;
    private static final int BLOCK = Tiles.NARROW_BLOCK;

    private final Reach.Arithmetic call;
    private final int images;
    private final int height;
    private final int width;

    private NarrowReach(Reach.Arithmetic call) {
        this.call = call;
        this.images = call.at("images");
        this.height = call.at("height");
        this.width = call.at("width");
    }

    static Reach of(Reach.Arithmetic call, Kernel kernel) {
        NarrowReach reach = new NarrowReach(call);
        return switch (kernel) {
            case NARROW_POINTWISE_CONV, NARROW_POINTWISE_CONV_ADD ->
                reach.pointwise(kernel == Kernel.NARROW_POINTWISE_CONV_ADD);
            case NARROW_CONV2D, NARROW_CONV2D_STRIDE_1 -> reach.conv2d(kernel == Kernel.NARROW_CONV2D_STRIDE_1);
            default -> reach.depthwise(kernel == Kernel.NARROW_DEPTHWISE_CONV_STRIDE_1);
        };
    }

    private Reach pointwise(boolean add) {
        int channels = channels();
        int blocks = blocks();
        covers(blocks, channels);
        int pixels = times(height, width);
        int idle = times(ceilDiv(width, LANES), LANES) - width;
        // after its last step, the index lies a plane further
        int x = plus(times(images, call.at("groups"), call.at("channelsPerGroup"), pixels), pixels, idle) - pixels - 1;
        List<Integer> last = new ArrayList<>(List.of(x));
        last.add(times(blocks, call.at("channelsPerGroup"), BLOCK) - 1);
        last.add(times(blocks, BLOCK) - 1);
        if (add) {
            last.add(plus(times(images, channels, pixels), idle) - 1);
        }
        return written(last, channels);
    }

    private Reach conv2d(boolean stride1) {
        int channels = channels();
        int blocks = blocks();
        covers(blocks, channels);
        requireStride(stride1);
        int x = call.lastRead(times(images, call.at("groups"), call.at("channelsPerGroup")), LANES);
        int window = times(call.at("kernelHeight"), call.at("kernelWidth"));
        int weight = times(blocks, call.at("channelsPerGroup"), window, BLOCK);
        return written(new ArrayList<>(List.of(x, weight - 1, times(blocks, BLOCK) - 1)), channels);
    }

    private Reach depthwise(boolean stride1) {
        int channels = call.at("channels");
        covers(channels, channels);
        requireStride(stride1);
        int x = call.lastRead(times(images, channels), LANES);
        int weight = times(channels, call.at("kernelHeight"), call.at("kernelWidth"));
        return written(new ArrayList<>(List.of(x, weight - 1, channels - 1)), channels);
    }

    private Reach written(List<Integer> last, int channels) {
        plus(channels, call.at("shuffleGroups")); // the place after the last
        int border = times(2, call.at("border"));
        times(plus(height, border), plus(width, border)); // from a plane to the next
        last.add(call.planes(call.lastPlane(images, channels)));
        return new Reach(last, times(images, channels, height, width));
    }

    /** The NDRange has as many work-items as there is work, rounded up to whole groups. */
    private void covers(int planes, int channels) {
        int vectors = ceilDiv(plus(width, LANES) - LANES, LANES);
        NdRange range = NdRange.covering(times(vectors, height, planes, images));
        call.covers(range.globalX(), 1, 1);
        call.shuffles("shuffleGroups", channels);
    }

    private void requireStride(boolean stride1) {
        int stride = call.at("stride");
        require(!stride1 || stride == 1, "stride is " + stride + ", expected 1");
    }

    private int channels() {
        return times(call.at("groups"), call.at("outPerGroup"));
    }

    private int blocks() {
        return times(call.at("groups"), ceilDiv(plus(call.at("outPerGroup"), BLOCK) - BLOCK, BLOCK));
    }
}

package riffle.plan;

import static java.lang.Math.ceilDiv;
import static riffle.plan.Exact.plus;
import static riffle.plan.Exact.require;
import static riffle.plan.Exact.times;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import riffle.execution.KernelSet;

/**
 * How far one launch reaches into each of its buffers, worked out from its shape and NDRange as the kernel's code
 * computes its indices, in exact arithmetic: an int that would overflow in the kernel is refused here.
 *
 * @param last largest index read or written in each buffer, in the order of {@link Kernel#buffers}
 * @param written elements of the last buffer that the launch writes
 */
record Reach(List<Integer> last, int written) {

    static final int WINDOW_3X3 = 9;

    /** Entries of a shape that may be 0; all others divide, or count something. */
    private static final Set<String> FROM_ZERO =
            Set.of("relu", "depthwiseRelu", "firstRelu", "padding", "firstPlane", "border", "to", "offset");

    /**
     * @throws IllegalArgumentException if the shape makes no sense, the NDRange is not the one that goes with it, or an
     *     index does not fit an int
     */
    static Reach of(KernelCall call) {
        try {
            return new Arithmetic(call).reach();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("an index overflows", e);
        }
    }

    /** One case a kernel; the comments give the kernel's own expression. */
    static final class Arithmetic {

        private final KernelCall call;
        private final NdRange range;

        Arithmetic(KernelCall call) {
            this.call = call;
            this.range = call.range();
        }

        Reach reach() {
            List<String> names = call.kernel().shape();
            for (int i = 0; i < names.size(); i++) {
                int least = FROM_ZERO.contains(names.get(i)) ? 0 : 1;
                int value = call.shape().get(i);
                require(value >= least, names.get(i) + " is " + value + ", expected at least " + least);
                boolean flag = names.get(i).toLowerCase(Locale.ROOT).endsWith("relu");
                require(!flag || value <= 1, names.get(i) + " is " + value + ", expected 0 or 1");
            }
            return switch (call.kernel().whole()) {
                case POINTWISE_CONV, POINTWISE_CONV_ADD -> pointwise();
                case CONV2D, CONV2D_STRIDE_1 -> conv2d();
                case STEM_CONV -> stem();
                case DEPTHWISE_CONV -> depthwise();
                case DEPTHWISE_CONV_3X3, DEPTHWISE_CONV_3X3_STRIDE_2 -> depthwise3x3();
                case SHUFFLE_UNIT, SHUFFLE_UNIT_STRIDE_2, DEPTHWISE_POINTWISE ->
                    MergedReach.of(this, call.kernel().whole(), range);
                case NARROW_POINTWISE_CONV,
                        NARROW_POINTWISE_CONV_ADD,
                        NARROW_CONV2D,
                        NARROW_CONV2D_STRIDE_1,
                        NARROW_DEPTHWISE_CONV,
                        NARROW_DEPTHWISE_CONV_STRIDE_1 -> NarrowReach.of(this, call.kernel());
                case PAD -> pad();
                case CHANNEL_SHUFFLE -> {
                    shuffles("groups", at("channels"));
                    int elements = perPixel();
                    yield new Reach(List.of(elements - 1, elements - 1), elements);
                }
                case BATCH_NORM -> {
                    int elements = perPixel();
                    int channel = at("channels") - 1;
                    yield new Reach(List.of(elements - 1, channel, channel, elements - 1), elements);
                }
                case LOCAL_RESPONSE_NORM -> {
                    int pixels = at("pixels");
                    int images = range.globalZ();
                    covers(ceilDiv(pixels, Tiles.WIDE), at("channels"), images);
                    plus(at("channels"), at("size")); // channel - size / 2 + size
                    int elements = times(images, at("channels"), pixels);
                    int idle = times(range.globalX(), Tiles.WIDE) - pixels;
                    int x = plus(elements, pixels, idle)
                            - pixels
                            - 1; // the plane after the last, which the loop computes
                    yield new Reach(List.of(x, 2, elements - 1), elements);
                }
                case CONCAT -> concat();
                case RELU -> {
                    covers(range.globalX(), 1, 1);
                    int i = range.globalX() - 1;
                    yield new Reach(List.of(i, i), range.globalX());
                }
                case ADD_RELU -> {
                    covers(range.globalX(), 1, 1);
                    int i = range.globalX() - 1;
                    yield new Reach(List.of(i, i, i), range.globalX());
                }
                case MAX_POOL, MAX_POOL_3X3 -> {
                    int x = window();
                    int planes = range.globalZ();
                    yield new Reach(List.of(x, planes(planes - 1)), times(planes, at("height"), at("width")));
                }
                case AVG_POOL_3X3 -> avgPool3x3();
                case AVG_POOL -> {
                    int x = window();
                    times(at("kernelHeight"), at("kernelWidth"));
                    int images = images(at("channels"));
                    yield new Reach(
                            List.of(x, planes(lastPlane(images, at("channels")))),
                            times(range.globalZ(), at("height"), at("width")));
                }
                case GLOBAL_AVG_POOL -> {
                    covers(range.globalX(), 1, 1);
                    int planes = range.globalX();
                    yield new Reach(List.of(times(planes, at("pixels")) - 1, planes - 1), planes);
                }
                case FULLY_CONNECTED -> {
                    // reads 16 features at a time, the rest one by one: never beyond the last
                    int outputs = at("outputs");
                    int images = range.globalY();
                    covers(ceilDiv(outputs, Tiles.FC_OUTPUTS), images, 1);
                    plus(outputs, Tiles.FC_OUTPUTS); // the outputs after the last
                    int x = times(images, at("features"));
                    int weight = times(outputs, at("features"));
                    int y = times(images, outputs);
                    yield new Reach(List.of(x - 1, weight - 1, outputs - 1, y - 1), y);
                }
                case SOFTMAX, LOG_SOFTMAX -> {
                    covers(range.globalX(), 1, 1);
                    int elements = times(range.globalX(), at("features"));
                    yield new Reach(List.of(elements - 1, elements - 1), elements);
                }
                case PEAK_1, PEAK_2, PEAK_4, PEAK_8, PEAK_16, FILL, READ, COPY, TRIAD, NOTHING ->
                    MicroReach.of(this, call.kernel().whole(), range);
                default -> throw new IllegalArgumentException(call.kernel().method() + " is not a whole kernel");
            };
        }

        private Reach pointwise() {
            int pixels = at("pixels");
            int groups = at("groups");
            int channels = times(groups, at("outPerGroup"));
            int blocks = times(
                    groups,
                    ceilDiv(
                            plus(at("outPerGroup"), Tiles.POINTWISE_BLOCK) - Tiles.POINTWISE_BLOCK,
                            Tiles.POINTWISE_BLOCK));
            int images = range.globalZ();
            int strip = at("strip");
            require(strip <= pixels, "strip is " + strip + ", expected at most the " + pixels + " pixels");
            covers(blocks, ceilDiv(pixels, strip), images);
            shuffles("shuffleGroups", channels);
            lanes();
            plus(times(range.globalY(), strip), Tiles.TILE); // begin + strip, and the next pixel of a tile
            // the last strip's vector starts at its end - 16, or at its begin where it is shorter than that
            int begin = times(range.globalY() - 1, strip);
            int end = Math.max(pixels, plus(begin, Tiles.WIDE));
            // after its last step, i = (image * groups + group + 1) * channelsPerGroup * pixels + pixel
            int x = plus(times(images, groups, at("channelsPerGroup"), pixels), end) - pixels - 1;
            int weight = times(blocks, at("channelsPerGroup"), Tiles.POINTWISE_BLOCK);
            int bias = times(blocks, Tiles.POINTWISE_BLOCK);
            plus(channels, at("shuffleGroups")); // the place after the last
            int y = times(plus(lastPlane(images, channels), 1), pixels) - 1;
            int written = times(images, channels, pixels);
            if (call.kernel().whole() == Kernel.POINTWISE_CONV) {
                return new Reach(List.of(x, weight - 1, bias - 1, y), written);
            }
            int residual = plus(times(images, channels, pixels), end) - pixels - 1;
            return new Reach(List.of(x, weight - 1, bias - 1, residual, y), written);
        }

        private Reach depthwise3x3() {
            boolean stride1 = call.kernel().whole() == Kernel.DEPTHWISE_CONV_3X3;
            int inHeight = at(stride1 ? "height" : "inHeight");
            int inWidth = at(stride1 ? "width" : "inWidth");
            int height = stride1 ? inHeight : plus(inHeight, 1) / 2;
            int width = stride1 ? inWidth : plus(inWidth, 1) / 2;
            int channels = at("channels");
            shuffles("shuffleGroups", channels);
            int images = imagesOfDense3x3(inHeight, inWidth);
            int x = times(range.globalX(), inHeight, inWidth);
            int y = times(plus(lastPlane(images, channels), 1), height, width);
            int written = times(images, channels, height, width);
            return new Reach(List.of(x - 1, times(channels, WINDOW_3X3) - 1, channels - 1, y - 1), written);
        }

        private Reach avgPool3x3() {
            int inHeight = at("inHeight");
            int inWidth = at("inWidth");
            int channels = at("channels");
            int pixels = times(plus(inHeight, 1) / 2, plus(inWidth, 1) / 2);
            int images = imagesOfDense3x3(inHeight, inWidth);
            int y = times(plus(lastPlane(images, channels), 1), pixels);
            return new Reach(
                    List.of(times(range.globalX(), inHeight, inWidth) - 1, y - 1), times(images, channels, pixels));
        }

        /** Images of a kernel of one work-item a plane that makes its own zeros. */
        private int imagesOfDense3x3(int inHeight, int inWidth) {
            int channels = at("channels");
            covers(range.globalX(), 1, 1);
            require(
                    range.globalX() % channels == 0,
                    "the NDRange has " + range.globalX() + " work-items along x, expected a multiple of " + channels);
            // lanes behind the plane are not read, but their indices are computed
            plus(times(range.globalX(), inHeight, inWidth), times(3, plus(inWidth, Tiles.WIDE)));
            return range.globalX() / channels;
        }

        private Reach conv2d() {
            int groups = at("groups");
            int channels = times(groups, at("outPerGroup"));
            int blocks = times(
                    groups, ceilDiv(plus(at("outPerGroup"), Tiles.CONV_BLOCK) - Tiles.CONV_BLOCK, Tiles.CONV_BLOCK));
            int images = images(blocks);
            int x = rows(times(images, groups, at("channelsPerGroup")), channels, Tiles.CONV_PIXELS);
            int weight = times(blocks, at("channelsPerGroup"), at("kernelHeight"), at("kernelWidth"), Tiles.CONV_BLOCK);
            int bias = times(blocks, Tiles.CONV_BLOCK);
            return new Reach(
                    List.of(x, weight - 1, bias - 1, planes(lastPlane(images, channels))),
                    times(images, channels, at("height"), at("width")));
        }

        private Reach stem() {
            int inHeight = at("inHeight");
            int inWidth = at("inWidth");
            int inChannels = at("inChannels");
            require(
                    inChannels <= Tiles.STEM_CHANNELS,
                    "inChannels is " + inChannels + ", expected at most " + Tiles.STEM_CHANNELS);
            int channels = at("channels");
            int height = plus(inHeight, 1) / 2;
            int width = plus(inWidth, 1) / 2;
            int images = range.globalZ();
            covers(ceilDiv(width, Tiles.SEGMENT), height, images);
            plus(times(range.globalX(), Tiles.SEGMENT, 2), inWidth); // a segment's last column
            plus(times(2, height), inHeight); // the row of its last line
            shuffles("shuffleGroups", channels);
            int x = times(images, inChannels, inHeight, inWidth);
            int block = Tiles.STEM_BLOCK;
            int bias = times(ceilDiv(plus(channels, block) - block, block), block);
            int weight = times(bias, inChannels, WINDOW_3X3);
            plus(channels, at("shuffleGroups")); // the place after the last
            int y = times(plus(lastPlane(images, channels), 1), height, width);
            return new Reach(List.of(x - 1, weight - 1, bias - 1, y - 1), times(images, channels, height, width));
        }

        private Reach depthwise() {
            int channels = at("channels");
            int images = images(channels);
            int x = rows(range.globalZ(), channels, Tiles.LANES);
            int weight = times(channels, at("kernelHeight"), at("kernelWidth"));
            return new Reach(
                    List.of(x, weight - 1, channels - 1, planes(lastPlane(images, channels))),
                    times(images, channels, at("height"), at("width")));
        }

        private Reach pad() {
            int planes = range.globalZ();
            covers(at("width"), at("height"), planes);
            plus(at("width"), at("height"), planes);
            int elements = times(planes, at("height"), at("width"));
            return new Reach(List.of(elements - 1, planes(planes - 1)), elements);
        }

        private Reach concat() {
            int images = range.globalY();
            int features = plus(at("firstSize"), at("secondSize"));
            covers(features, images, 1);
            int elements = plus(times(images, features), features) - features;
            return new Reach(
                    List.of(times(images, at("firstSize")) - 1, times(images, at("secondSize")) - 1, elements - 1),
                    elements);
        }

        /** Largest index that a convolution over rows reads in x, of so many planes. */
        private int rows(int planes, int channels, int pixels) {
            boolean stride1 = call.kernel().whole() == Kernel.CONV2D_STRIDE_1;
            int stride = at("stride");
            require(!stride1 || stride == 1, "stride is " + stride + ", expected 1");
            covers(ceilDiv(at("width"), pixels), at("height"), range.globalZ());
            shuffles("shuffleGroups", channels);
            int column = times(range.globalX() - 1, pixels);
            plus(column, at("height"), range.globalZ()); // x + row + plane, of the border
            return lastRead(planes, pixels);
        }

        /** The same, for work-items that compute so many pixels of a row. */
        int lastRead(int planes, int pixels) {
            int stride = at("stride");
            int column = times(ceilDiv(at("width"), pixels) - 1, pixels);
            int inHeight = at("inHeight");
            int inWidth = at("inWidth");
            // the plane after the last, which the loop over channels computes, is the largest row number of all
            int row = plus(times(planes, inHeight), times(at("height") - 1, stride), at("kernelHeight"));
            int lanes = times(pixels - 1, stride);
            int end = plus(times(row, inWidth), times(column, stride), at("kernelWidth"), lanes);
            return end - times(inHeight, inWidth) - inWidth - 1;
        }

        /** Largest index that a pooling kernel, whose windows are cut at the edges, can read in x. */
        private int window() {
            boolean segments = call.kernel().whole() == Kernel.MAX_POOL_3X3;
            if (segments) {
                covers(ceilDiv(at("width"), Tiles.SEGMENT), 1, range.globalZ());
                plus(times(range.globalX(), Tiles.SEGMENT, 2), at("inWidth"));
            } else {
                covers(at("width"), at("height"), range.globalZ());
            }
            plus(at("width"), at("height"), range.globalZ());
            plus(times(at("height"), at("stride")), at("kernelHeight"));
            plus(times(at("width"), at("stride")), at("kernelWidth"));
            int elements = plus(times(range.globalZ(), at("inHeight"), at("inWidth")), at("inWidth")) - at("inWidth");
            if (segments) {
                require(
                        at("kernelHeight") == 3 && at("kernelWidth") == 3 && at("stride") == 2 && at("padding") <= 1,
                        "the window is not 3x3 with a stride of 2 and a padding of at most 1");
                // the last segment begins within the row, whose windows begin within the plane
                int begin = times(2, Tiles.SEGMENT, range.globalX() - 1) - at("padding");
                require(
                        begin < at("inWidth"),
                        "width is " + at("width") + ", beyond the " + at("inWidth") + " columns");
            }
            return elements - 1;
        }

        /** Elements of a kernel whose work-items are pixel, channel, image. */
        private int perPixel() {
            covers(at("pixels"), at("channels"), range.globalZ());
            return times(range.globalZ(), at("channels"), at("pixels"));
        }

        /** Images, of which each takes so many work-items along z. */
        private int images(int each) {
            require(
                    range.globalZ() % each == 0,
                    "the NDRange has " + range.globalZ() + " work-items along z, expected a multiple of " + each);
            return range.globalZ() / each;
        }

        /** The last plane that a kernel writes which may put its channels into a larger tensor. */
        int lastPlane(int images, int channels) {
            int end = plus(at("firstPlane"), channels);
            require(
                    end <= at("planes"),
                    "planes is " + at("planes") + ", expected at least firstPlane + channels = " + end);
            return plus(times(images - 1, at("planes")), end) - 1;
        }

        /** Index of the last pixel of a plane of y. */
        int planes(int plane) {
            int border = call.kernel().shape().contains("border") ? at("border") : 0;
            int rows = plus(at("height"), times(2, border));
            int columns = plus(at("width"), times(2, border));
            int row = plus(times(plane, rows), at("height"), border) - 1;
            return plus(times(row, columns), border, at("width")) - 1;
        }

        void shuffles(String entry, int channels) {
            require(
                    channels % at(entry) == 0,
                    entry + " is " + at(entry) + ", expected a divisor of the " + channels + " channels");
        }

        /** Tiles are made for vectors of two lengths; the shorter ones reach no further. */
        void lanes() {
            int medium = KernelSet.MEDIUM.lanes();
            int wide = KernelSet.WIDE.lanes();
            require(
                    at("lanes") == medium || at("lanes") == wide,
                    "lanes is " + at("lanes") + ", expected " + medium + " or " + wide);
        }

        void covers(int x, int y, int z) {
            require(
                    range.globalX() == x && range.globalY() == y && range.globalZ() == z,
                    "the NDRange is " + range.globalX() + "x" + range.globalY() + "x" + range.globalZ() + ", expected "
                            + x + "x" + y + "x" + z);
        }

        int at(String entry) {
            return call.shape().get(call.kernel().shape().indexOf(entry));
        }
    }
}

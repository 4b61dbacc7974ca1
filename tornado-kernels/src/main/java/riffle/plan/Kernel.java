package riffle.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The kernels, and what each takes: the entries of its shape array and its buffers, both in order. The method of that
 * name in riffle.kernel says what it computes.
 */
public enum Kernel {
    POINTWISE_CONV("pointwiseConv", Arguments.POINTWISE, "x weight bias y"),
    POINTWISE_CONV_ADD("pointwiseConvAdd", Arguments.POINTWISE, "x weight bias residual y"),
    CONV2D("conv2d", Arguments.CONV2D, "x weight bias y"),
    CONV2D_STRIDE_1("conv2dStride1", Arguments.CONV2D, "x weight bias y"),
    STEM_CONV("stemConv", Arguments.STEM, "x weight bias y"),
    DEPTHWISE_CONV("depthwiseConv", Arguments.DEPTHWISE, "x weight bias y"),
    DEPTHWISE_CONV_3X3("depthwiseConv3x3", Arguments.DEPTHWISE_3X3, "x weight bias y"),
    DEPTHWISE_CONV_3X3_STRIDE_2("depthwiseConv3x3Stride2", Arguments.DEPTHWISE_3X3_STRIDE_2, "x weight bias y"),
    NARROW_POINTWISE_CONV("narrowPointwiseConv", Arguments.NARROW_POINTWISE, "x weight bias y"),
    NARROW_POINTWISE_CONV_ADD("narrowPointwiseConvAdd", Arguments.NARROW_POINTWISE, "x weight bias residual y"),
    NARROW_CONV2D("narrowConv2d", Arguments.NARROW_CONV2D, "x weight bias y"),
    NARROW_CONV2D_STRIDE_1("narrowConv2dStride1", Arguments.NARROW_CONV2D, "x weight bias y"),
    NARROW_DEPTHWISE_CONV("narrowDepthwiseConv", Arguments.NARROW_DEPTHWISE, "x weight bias y"),
    NARROW_DEPTHWISE_CONV_STRIDE_1("narrowDepthwiseConvStride1", Arguments.NARROW_DEPTHWISE, "x weight bias y"),
    SHUFFLE_UNIT("shuffleUnit", Arguments.UNIT, Arguments.UNIT_BUFFERS),
    SHUFFLE_UNIT_STRIDE_2("shuffleUnitStride2", Arguments.UNIT, Arguments.UNIT_BUFFERS),
    DEPTHWISE_POINTWISE("depthwisePointwise", Arguments.MERGED, Arguments.PAIR_BUFFERS),
    PAD("padPlanes", "height width border", "x y"),
    CHANNEL_SHUFFLE("channelShuffle", "pixels channels groups", "x y"),
    CONCAT("concatChannels", "firstSize secondSize", "first second y"),
    BATCH_NORM("batchNorm", "pixels channels", "x scale shift y"),
    RELU("relu", "", "x y"),
    ADD_RELU("addRelu", "", "first second y"),
    MAX_POOL("maxPool", Arguments.MAX_POOL, "x y"),
    MAX_POOL_3X3("maxPool3x3", Arguments.MAX_POOL, "x y"),
    AVG_POOL("avgPool", Arguments.AVG_POOL, "x y"),
    AVG_POOL_3X3("avgPool3x3", Arguments.AVG_POOL_3X3, "x y"),
    GLOBAL_AVG_POOL("globalAvgPool", "pixels", "x y"),
    FULLY_CONNECTED("fullyConnected", "features outputs relu", "x weight bias y"),
    LOCAL_RESPONSE_NORM("localResponseNorm", "pixels channels size", "x coefficients y"),
    SOFTMAX("softmax", "features", "x y"),
    LOG_SOFTMAX("logSoftmax", "features", "x y"),
    PEAK_1("peak1", Arguments.PEAK, "x y"),
    PEAK_2("peak2", Arguments.PEAK, "x y"),
    PEAK_4("peak4", Arguments.PEAK, "x y"),
    PEAK_8("peak8", Arguments.PEAK, "x y"),
    PEAK_16("peak16", Arguments.PEAK, "x y"),
    FILL("fillPattern", "scale", "y"),
    READ("readArray", Arguments.CHUNKS + " to", "x y"),
    COPY("copyArray", Arguments.CHUNKS, "x y"),
    TRIAD("triadArrays", Arguments.CHUNKS, "x z y"),
    NOTHING("copyOne", "to", "x y"),
    POINTWISE_CONV_MEMORY(POINTWISE_CONV, Part.MEMORY),
    POINTWISE_CONV_COMPUTE(POINTWISE_CONV, Part.COMPUTE),
    POINTWISE_CONV_ADD_MEMORY(POINTWISE_CONV_ADD, Part.MEMORY),
    POINTWISE_CONV_ADD_COMPUTE(POINTWISE_CONV_ADD, Part.COMPUTE),
    DEPTHWISE_CONV_3X3_MEMORY(DEPTHWISE_CONV_3X3, Part.MEMORY),
    DEPTHWISE_CONV_3X3_COMPUTE(DEPTHWISE_CONV_3X3, Part.COMPUTE),
    DEPTHWISE_CONV_3X3_STRIDE_2_MEMORY(DEPTHWISE_CONV_3X3_STRIDE_2, Part.MEMORY),
    DEPTHWISE_CONV_3X3_STRIDE_2_COMPUTE(DEPTHWISE_CONV_3X3_STRIDE_2, Part.COMPUTE),
    CONV2D_MEMORY(CONV2D, Part.MEMORY),
    CONV2D_COMPUTE(CONV2D, Part.COMPUTE),
    CONV2D_STRIDE_1_MEMORY(CONV2D_STRIDE_1, Part.MEMORY),
    CONV2D_STRIDE_1_COMPUTE(CONV2D_STRIDE_1, Part.COMPUTE),
    STEM_CONV_MEMORY(STEM_CONV, Part.MEMORY),
    STEM_CONV_COMPUTE(STEM_CONV, Part.COMPUTE),
    FULLY_CONNECTED_MEMORY(FULLY_CONNECTED, Part.MEMORY),
    FULLY_CONNECTED_COMPUTE(FULLY_CONNECTED, Part.COMPUTE),
    PEAK_16_MEMORY(PEAK_16, Part.MEMORY),
    PEAK_16_COMPUTE(PEAK_16, Part.COMPUTE),
    TRIAD_MEMORY(TRIAD, Part.MEMORY),
    TRIAD_COMPUTE(TRIAD, Part.COMPUTE);

    /** Which part of a kernel runs. */
    public enum Part {
        /** The whole kernel. */
        ALL(""),
        /** Every load and store, without the arithmetic. */
        MEMORY("Memory"),
        /** All arithmetic, without the memory traffic. */
        COMPUTE("Compute");

        private final String suffix;

        Part(String suffix) {
            this.suffix = suffix;
        }
    }

    /** Name of a buffer in which each work-item writes a part of its own before it reads it. */
    public static final String SCRATCH = "scratch";

    private final String method;
    private final String shape;
    private final String buffers;
    private final Kernel whole;
    private final Part part;

    Kernel(String method, String shape, String buffers) {
        this.method = method;
        this.shape = shape;
        this.buffers = buffers;
        this.whole = this;
        this.part = Part.ALL;
    }

    /** A part of a kernel, which takes what the whole takes. */
    Kernel(Kernel whole, Part part) {
        this.method = whole.method + part.suffix;
        this.shape = whole.shape;
        this.buffers = whole.buffers;
        this.whole = whole;
        this.part = part;
    }

    /** The kernel that this is a part of; itself if it is whole. */
    public Kernel whole() {
        return whole;
    }

    /** Which part of it this is. */
    public Part part() {
        return part;
    }

    /** A part of this kernel, if there is a kernel for it. */
    public Optional<Kernel> only(Part wanted) {
        return Arrays.stream(values())
                .filter(kernel -> kernel.whole == whole && kernel.part == wanted)
                .findFirst();
    }

    /** Name of the kernel's method, and of the OpenCL function. */
    public String method() {
        return method;
    }

    /** Names of the entries of the shape array; empty if the kernel takes none. */
    public List<String> shape() {
        return shape.isEmpty() ? List.of() : List.of(shape.split(" "));
    }

    /**
     * Names of the buffers after the shape; the last one is written, the others are read, {@value #SCRATCH} is both.
     */
    public List<String> buffers() {
        return List.of(buffers.split(" "));
    }

    private static final class Arguments {
        private static final String DENSE = " relu shuffleGroups planes firstPlane";
        private static final String DESTINATION = DENSE + " border";
        static final String POINTWISE = "pixels groups channelsPerGroup outPerGroup strip" + DENSE + " lanes";
        static final String CONV2D =
                "inHeight inWidth kernelHeight kernelWidth stride groups channelsPerGroup outPerGroup" + " height width"
                        + DESTINATION;
        static final String STEM = "inHeight inWidth inChannels channels" + DENSE;
        static final String MAX_POOL = "inHeight inWidth kernelHeight kernelWidth stride padding height width border";
        static final String AVG_POOL =
                "inHeight inWidth kernelHeight kernelWidth stride padding channels height width relu planes firstPlane";
        static final String AVG_POOL_3X3 = "channels inHeight inWidth relu planes firstPlane";
        static final String DEPTHWISE =
                "inHeight inWidth kernelHeight kernelWidth stride channels height width" + DESTINATION;
        static final String NARROW_POINTWISE = "images height width groups channelsPerGroup outPerGroup" + DESTINATION;
        static final String NARROW_CONV2D = "images " + CONV2D;
        static final String NARROW_DEPTHWISE = "images " + DEPTHWISE;
        static final String PEAK = "rounds to";
        static final String CHUNKS = "items chunk rounds offset";
        static final String MERGED = "inHeight inWidth channels rows plane part depthwiseRelu depthwiseShuffle"
                + " groups outPerGroup relu planes firstPlane lanes";
        static final String UNIT = MERGED + " firstGroups firstPerGroup firstRelu firstShuffle";
        static final String PAIR_BUFFERS = "x depthwiseWeight depthwiseBias weight bias scratch y";
        static final String UNIT_BUFFERS =
                "x firstWeight firstBias depthwiseWeight depthwiseBias weight bias scratch y";
        static final String DEPTHWISE_3X3 = "channels height width" + DENSE;
        static final String DEPTHWISE_3X3_STRIDE_2 = "channels inHeight inWidth" + DENSE;
    }
}

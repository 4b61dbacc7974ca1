package riffle.plan.family;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import riffle.execution.KernelSet;
import riffle.operator.AddRelu;
import riffle.operator.Arithmetic;
import riffle.operator.AvgPool;
import riffle.operator.BatchNorm;
import riffle.operator.ChannelMove;
import riffle.operator.ChannelShuffle;
import riffle.operator.Clip;
import riffle.operator.Concat;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.Elementwise;
import riffle.operator.FullyConnected;
import riffle.operator.GeneralConv;
import riffle.operator.GeneralPool;
import riffle.operator.GlobalAvgPool;
import riffle.operator.HardSigmoid;
import riffle.operator.HardSwish;
import riffle.operator.LeakyRelu;
import riffle.operator.LocalResponseNorm;
import riffle.operator.MaxPool;
import riffle.operator.Move;
import riffle.operator.Operator;
import riffle.operator.PRelu;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Reshape;
import riffle.operator.Sigmoid;
import riffle.operator.Slice;
import riffle.operator.Softmax;
import riffle.plan.step.NdRange;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;

/**
 * The kernels, and what each takes: the family whose record is its shape array, and its buffers in order. The method of
 * that name in riffle.kernel says what it computes.
 */
public enum Kernel {
    POINTWISE_CONV("pointwiseConv", PointwiseFamily.class, "x weight bias y"),
    POINTWISE_CONV_ADD("pointwiseConvAdd", PointwiseFamily.class, "x weight bias residual y"),
    CONV2D("conv2d", DenseFamily.class, "x weight bias y"),
    CONV2D_STRIDE_1("conv2dStride1", DenseFamily.class, "x weight bias y"),
    STEM_CONV("stemConv", StemFamily.class, "x weight bias y"),
    DEPTHWISE_CONV("depthwiseConv", DepthwiseFamily.class, "x weight bias y"),
    DEPTHWISE_CONV_3X3("depthwiseConv3x3", Depthwise3x3Family.class, "x weight bias y"),
    DEPTHWISE_CONV_3X3_STRIDE_2("depthwiseConv3x3Stride2", Depthwise3x3Stride2Family.class, "x weight bias y"),
    DILATED_DEPTHWISE_CONV("dilatedDepthwiseConv", DilatedDepthwiseFamily.class, "x weight bias y"),
    GENERAL_CONV("generalConv", GeneralConvFamily.class, "x weight bias y"),
    NARROW_POINTWISE_CONV("narrowPointwiseConv", NarrowPointwiseFamily.class, "x weight bias y"),
    NARROW_POINTWISE_CONV_ADD("narrowPointwiseConvAdd", NarrowPointwiseFamily.class, "x weight bias residual y"),
    NARROW_CONV2D("narrowConv2d", NarrowDenseFamily.class, "x weight bias y"),
    NARROW_CONV2D_STRIDE_1("narrowConv2dStride1", NarrowDenseFamily.class, "x weight bias y"),
    NARROW_DEPTHWISE_CONV("narrowDepthwiseConv", NarrowDepthwiseFamily.class, "x weight bias y"),
    NARROW_DEPTHWISE_CONV_STRIDE_1("narrowDepthwiseConvStride1", NarrowDepthwiseFamily.class, "x weight bias y"),
    SHUFFLE_UNIT(
            "shuffleUnit",
            MergedUnitFamily.class,
            "x firstWeight firstBias depthwiseWeight depthwiseBias weight bias scratch y"),
    SHUFFLE_UNIT_STRIDE_2(
            "shuffleUnitStride2",
            MergedUnitFamily.class,
            "x firstWeight firstBias depthwiseWeight depthwiseBias weight bias scratch y"),
    DEPTHWISE_POINTWISE(
            "depthwisePointwise", MergedPairFamily.class, "x depthwiseWeight depthwiseBias weight bias scratch y"),
    PAD("padPlanes", PadFamily.class, "x y"),
    CHANNEL_SHUFFLE("channelShuffle", ChannelShuffleFamily.class, "x y"),
    SLICE("sliceChannels", SliceFamily.class, "x y"),
    MOVE("moveElements", MoveFamily.class, "x fill y"),
    CONCAT("concatChannels", ConcatFamily.class, "first second y"),
    BATCH_NORM("batchNorm", BatchNormFamily.class, "x scale shift y"),
    RELU("relu", ElementwiseFamily.class, "x y"),
    ADD_RELU("addRelu", ElementwiseFamily.class, "first second y"),
    HARD_SWISH("hardSwish", ElementwiseFamily.class, "x y"),
    CLIPPED_LINE("clippedLine", ClippedLineFamily.class, "x coefficients y"),
    SIGMOID("sigmoid", ElementwiseFamily.class, "x y"),
    LEAKY_RELU("leakyRelu", LeakyReluFamily.class, "x slope y"),
    ADD_ARRAYS("addArrays", ElementwiseFamily.class, "first second y"),
    MULTIPLY_ARRAYS("multiplyArrays", ElementwiseFamily.class, "first second y"),
    ADD_BROADCAST("addBroadcast", BroadcastFamily.class, "first second y"),
    MULTIPLY_BROADCAST("multiplyBroadcast", BroadcastFamily.class, "first second y"),
    MAX_POOL("maxPool", MaxPoolFamily.class, "x y"),
    MAX_POOL_3X3("maxPool3x3", MaxPoolFamily.class, "x y"),
    AVG_POOL("avgPool", AvgPoolFamily.class, "x y"),
    AVG_POOL_3X3("avgPool3x3", AvgPool3x3Family.class, "x y"),
    GENERAL_POOL("generalPool", GeneralPoolFamily.class, "x y"),
    GLOBAL_AVG_POOL("globalAvgPool", GlobalAvgPoolFamily.class, "x y"),
    FULLY_CONNECTED("fullyConnected", FullyConnectedFamily.class, "x weight bias y"),
    LOCAL_RESPONSE_NORM("localResponseNorm", LocalResponseNormFamily.class, "x coefficients y"),
    SOFTMAX("softmax", SoftmaxFamily.class, "x y"),
    LOG_SOFTMAX("logSoftmax", SoftmaxFamily.class, "x y"),
    PEAK_1("peak1", PeakFamily.class, "x y"),
    PEAK_2("peak2", PeakFamily.class, "x y"),
    PEAK_4("peak4", PeakFamily.class, "x y"),
    PEAK_8("peak8", PeakFamily.class, "x y"),
    PEAK_16("peak16", PeakFamily.class, "x y"),
    FILL("fillPattern", FillFamily.class, "y"),
    READ("readArray", ReadFamily.class, "x y"),
    COPY("copyArray", ChunksFamily.class, "x y"),
    TRIAD("triadArrays", ChunksFamily.class, "x z y"),
    NOTHING("copyOne", NothingFamily.class, "x y"),
    POINTWISE_CONV_MEMORY(POINTWISE_CONV, Work.MEMORY),
    POINTWISE_CONV_COMPUTE(POINTWISE_CONV, Work.COMPUTE),
    POINTWISE_CONV_ADD_MEMORY(POINTWISE_CONV_ADD, Work.MEMORY),
    POINTWISE_CONV_ADD_COMPUTE(POINTWISE_CONV_ADD, Work.COMPUTE),
    DEPTHWISE_CONV_3X3_MEMORY(DEPTHWISE_CONV_3X3, Work.MEMORY),
    DEPTHWISE_CONV_3X3_COMPUTE(DEPTHWISE_CONV_3X3, Work.COMPUTE),
    DEPTHWISE_CONV_3X3_STRIDE_2_MEMORY(DEPTHWISE_CONV_3X3_STRIDE_2, Work.MEMORY),
    DEPTHWISE_CONV_3X3_STRIDE_2_COMPUTE(DEPTHWISE_CONV_3X3_STRIDE_2, Work.COMPUTE),
    CONV2D_MEMORY(CONV2D, Work.MEMORY),
    CONV2D_COMPUTE(CONV2D, Work.COMPUTE),
    CONV2D_STRIDE_1_MEMORY(CONV2D_STRIDE_1, Work.MEMORY),
    CONV2D_STRIDE_1_COMPUTE(CONV2D_STRIDE_1, Work.COMPUTE),
    STEM_CONV_MEMORY(STEM_CONV, Work.MEMORY),
    STEM_CONV_COMPUTE(STEM_CONV, Work.COMPUTE),
    FULLY_CONNECTED_MEMORY(FULLY_CONNECTED, Work.MEMORY),
    FULLY_CONNECTED_COMPUTE(FULLY_CONNECTED, Work.COMPUTE),
    PEAK_16_MEMORY(PEAK_16, Work.MEMORY),
    PEAK_16_COMPUTE(PEAK_16, Work.COMPUTE),
    TRIAD_MEMORY(TRIAD, Work.MEMORY),
    TRIAD_COMPUTE(TRIAD, Work.COMPUTE);

    /** Which part of a kernel runs. */
    public enum Work {
        /** The whole kernel. */
        ALL(""),
        /** Every load and store, without the arithmetic. */
        MEMORY("Memory"),
        /** All arithmetic, without the memory traffic. */
        COMPUTE("Compute");

        private final String suffix;

        Work(String suffix) {
            this.suffix = suffix;
        }
    }

    /** Name of a buffer in which each work-item writes a part of its own before it reads it. */
    public static final String SCRATCH = "scratch";

    private final String method;
    private final Class<? extends Family> family;
    private final String buffers;
    private final Kernel whole;
    private final Work part;

    Kernel(String method, Class<? extends Family> family, String buffers) {
        this.method = method;
        this.family = family;
        this.buffers = buffers;
        this.whole = this;
        this.part = Work.ALL;
    }

    /** A part of a kernel, which takes what the whole takes. */
    Kernel(Kernel whole, Work part) {
        this.method = whole.method + part.suffix;
        this.family = whole.family;
        this.buffers = whole.buffers;
        this.whole = whole;
        this.part = part;
    }

    /** The kernel that this is a part of; itself if it is whole. */
    public Kernel whole() {
        return whole;
    }

    /** Which part of it this is. */
    public Work part() {
        return part;
    }

    /** A part of this kernel, if there is a kernel for it. */
    public Optional<Kernel> only(Work wanted) {
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
        return Entries.names(family);
    }

    /** Whether an entry of its shape array may be negative. */
    public boolean isSigned(String entry) {
        return Entries.isSigned(family, entry);
    }

    /**
     * The record of its family that a shape array stands for.
     *
     * @param shape as many entries as {@link #shape} names
     */
    public Family family(List<Integer> shape) {
        return Entries.read(family, shape);
    }

    /**
     * How far a call reaches.
     *
     * @param shape its shape array
     * @throws IllegalArgumentException if the shape makes no sense, the NDRange is not the one that goes with it, or an
     *     index does not fit an int
     */
    public Reach reach(List<Integer> shape, NdRange range) {
        Family call = family(shape);
        Entries.check(call);
        try {
            return call.reach(whole, range);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("an index overflows", e);
        }
    }

    /**
     * Names of the buffers after the shape; the last one is written, the others are read, {@value #SCRATCH} is both.
     */
    public List<String> buffers() {
        return List.of(buffers.split(" "));
    }

    /** Which family computes a step, and how: one row an operator. */
    public static Lowering lowering(Step step, KernelSet kernels) {
        if (!step.before().isEmpty()) {
            return step.before().size() == 1 ? MergedPairFamily.of(step) : MergedUnitFamily.of(step);
        }
        boolean narrow = kernels == KernelSet.NARROW;
        return switch (step.node().operator()) {
            case PointwiseConv op -> narrow ? NarrowPointwiseFamily.of(step, op) : PointwiseFamily.of(step, op);
            case Conv2d op -> narrow ? NarrowDenseFamily.of(step, op) : dense(step, op);
            case DepthwiseConv op -> depthwise(step, op, narrow);
            case GeneralConv op -> GeneralConvFamily.of(step, op);
            case FullyConnected op -> FullyConnectedFamily.of(step, op, narrow);
            case MaxPool op -> MaxPoolFamily.of(step, op, narrow);
            case AvgPool op ->
                !narrow && AvgPool3x3Family.takes(op) ? AvgPool3x3Family.of(step, op) : AvgPoolFamily.of(step, op);
            case GeneralPool op -> GeneralPoolFamily.of(step, op);
            case GlobalAvgPool op -> GlobalAvgPoolFamily.of(step, op);
            case LocalResponseNorm op -> LocalResponseNormFamily.of(step, op);
            case BatchNorm op -> BatchNormFamily.of(step, op);
            case ChannelShuffle op -> ChannelShuffleFamily.of(step, op);
            case Concat op -> ConcatFamily.of(step, op);
            case Relu op -> ElementwiseFamily.of(step, RELU);
            case AddRelu op -> ElementwiseFamily.of(step, ADD_RELU);
            case HardSwish op -> ElementwiseFamily.of(step, HARD_SWISH);
            case Clip op -> ClippedLineFamily.of(step, 1, 0, op.low(), op.high());
            case HardSigmoid op -> ClippedLineFamily.of(step, op.alpha(), op.beta(), 0, 1);
            case Sigmoid op -> ElementwiseFamily.of(step, SIGMOID);
            case LeakyRelu op -> LeakyReluFamily.of(step, op);
            case Elementwise op -> throw noKernel(op);
            case PRelu op -> LeakyReluFamily.of(step, op);
            case Arithmetic op -> arithmetic(step, op);
            case Slice op -> SliceFamily.of(step, op);
            case ChannelMove op -> throw noKernel(op);
            case Move op -> MoveFamily.of(step, op.axes(), op.fill());
            case Reshape op -> MoveFamily.copy(step, op);
            case Softmax op -> SoftmaxFamily.of(step, op);
        };
    }

    /** Whether some kernel computes a step with the steps before it in its launch. */
    public static boolean merges(Step step) {
        return Merged.kernel(step).isPresent();
    }

    private static Lowering dense(Step step, Conv2d op) {
        return StemFamily.takes(op) ? StemFamily.of(step, op) : DenseFamily.of(step, op);
    }

    private static Lowering depthwise(Step step, DepthwiseConv op, boolean narrow) {
        if (op.window().dilation() > 1) {
            return DilatedDepthwiseFamily.of(step, op);
        }
        if (narrow) {
            return NarrowDepthwiseFamily.of(step, op);
        }
        if (!DepthwiseFamily.readsDense(op)) {
            return DepthwiseFamily.of(step, op);
        }
        return op.window().stride() == 1 ? Depthwise3x3Family.of(step, op) : Depthwise3x3Stride2Family.of(step, op);
    }

    private static Lowering arithmetic(Step step, Arithmetic op) {
        boolean sum = op.kind() == Arithmetic.Kind.ADD;
        return op.first().equals(op.second())
                ? ElementwiseFamily.of(step, sum ? ADD_ARRAYS : MULTIPLY_ARRAYS)
                : BroadcastFamily.of(step, op, sum ? ADD_BROADCAST : MULTIPLY_BROADCAST);
    }

    private static IllegalArgumentException noKernel(Operator operator) {
        return new IllegalArgumentException("operator " + operator.type() + " has no kernel");
    }
}

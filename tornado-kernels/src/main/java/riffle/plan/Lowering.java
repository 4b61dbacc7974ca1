package riffle.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import riffle.execution.KernelSet;
import riffle.execution.Launch;
import riffle.network.Node;
import riffle.operator.AddRelu;
import riffle.operator.AvgPool;
import riffle.operator.BatchNorm;
import riffle.operator.ChannelShuffle;
import riffle.operator.Concat;
import riffle.operator.Conv2d;
import riffle.operator.Cost;
import riffle.operator.DepthwiseConv;
import riffle.operator.FullyConnected;
import riffle.operator.GlobalAvgPool;
import riffle.operator.LocalResponseNorm;
import riffle.operator.MaxPool;
import riffle.operator.OperatorClass;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Softmax;
import riffle.operator.Window;
import riffle.tensor.Shape;

/** Writes a step down as a kernel call: one case an operator. */
final class Lowering {

    /** Planes of a work-group of the 3x3 depthwise kernels, and of that of average pooling. */
    private static final int PLANES = 4;

    private static final int FC_GROUP = 8;

    /** Work-items of a group on devices that run many at once. */
    private static final int GROUP = 64;

    private final Step step;
    private final Planner planner;
    private final Buffer y;

    private Lowering(Step step, Planner planner) {
        this.step = step;
        this.planner = planner;
        this.y = planner.destination(step);
    }

    static void lower(Step step, Planner planner) {
        Lowering lowering = new Lowering(step, planner);
        planner.call(step.before().isEmpty() ? lowering.call() : MergedLowering.call(step, planner));
    }

    /** Filter and bias of a convolution, in blocks of so many output channels. */
    static List<Buffer> parameters(Step step, Planner planner, int groups, int block) {
        Lowering lowering = new Lowering(step, planner);
        int outputs = step.node().operator().output().c();
        boolean bias = switch (step.node().operator()) {
            case PointwiseConv op -> op.bias();
            case DepthwiseConv op -> op.bias();
            case Conv2d op -> op.bias();
            default -> false;
        };
        return List.of(lowering.filter(outputs, groups, block), lowering.bias(bias, outputs, groups, block));
    }

    /** A copy into planes with a border. */
    static KernelCall pad(String value, Buffer from, Buffer to) {
        Shape shape = from.shape();
        long bytes = Float.BYTES * (long) shape.elements();
        return new KernelCall(
                new Launch(to.name(), Kernel.PAD.method(), "padding", List.of(), new Cost(0, bytes, bytes)),
                Kernel.PAD,
                List.of(shape.h(), shape.w(), to.border()),
                List.of(from.id(), to.id()),
                NdRange.of(shape.w(), shape.h(), shape.n() * shape.c()));
    }

    private KernelCall call() {
        return switch (step.node().operator()) {
            case PointwiseConv op -> isNarrow() ? narrow().pointwise(op) : pointwise(op);
            case Conv2d op -> isNarrow() ? narrow().conv2d(op) : conv2d(op);
            case DepthwiseConv op -> isNarrow() ? narrow().depthwise(op) : depthwise(op);
            case FullyConnected op ->
                call(
                        Kernel.FULLY_CONNECTED,
                        List.of(op.input().features(), op.outFeatures(), flag(step.relu())),
                        List.of(x(), filter(op.outFeatures(), 1, 1), bias(op.bias(), op.outFeatures(), 1, 1), y),
                        NdRange.of(
                                Math.ceilDiv(op.outFeatures(), Tiles.FC_OUTPUTS),
                                op.input().n(),
                                1,
                                isNarrow() ? GROUP : FC_GROUP));
            case ChannelShuffle op ->
                call(
                        Kernel.CHANNEL_SHUFFLE,
                        List.of(op.input().pixels(), op.input().c(), op.groups()),
                        List.of(x(), y),
                        perPixel(op.input()));
            case BatchNorm op -> {
                Packing.Normalisation self =
                        new Packing.Normalisation(step.node().name(), op.epsilon());
                int channels = op.input().c();
                yield call(
                        Kernel.BATCH_NORM,
                        List.of(op.input().pixels(), channels),
                        List.of(
                                x(),
                                weights("scale", channels, new Packing.Scale(channels, self)),
                                weights(
                                        "shift",
                                        channels,
                                        new Packing.Bias(Optional.empty(), channels, 1, 1, Optional.of(self))),
                                y),
                        perPixel(op.input()));
            }
            case Relu op ->
                call(
                        Kernel.RELU,
                        List.of(),
                        List.of(x(), y),
                        NdRange.of(op.input().elements(), 1, 1));
            case AddRelu op ->
                call(
                        Kernel.ADD_RELU,
                        List.of(),
                        List.of(x(), second(), y),
                        NdRange.of(op.input().elements(), 1, 1));
            case Concat op ->
                call(
                        Kernel.CONCAT,
                        List.of(op.first().features(), op.second().features()),
                        List.of(x(), second(), y),
                        NdRange.of(op.output().features(), op.output().n(), 1));
            case MaxPool op -> {
                List<Integer> shape = window(op.input(), op.window());
                shape.addAll(List.of(op.output().h(), op.output().w(), y.border()));
                yield isThreeByThree(op.window()) && !isNarrow()
                        ? call(Kernel.MAX_POOL_3X3, shape, List.of(x(), y), perSegment(op.output()))
                        : call(Kernel.MAX_POOL, shape, List.of(x(), y), perPlane(op.output()));
            }
            case AvgPool op -> avgPool(op);
            case GlobalAvgPool op ->
                call(
                        Kernel.GLOBAL_AVG_POOL,
                        List.of(op.input().pixels()),
                        List.of(x(), y),
                        NdRange.of(op.input().n() * op.input().c(), 1, 1));
            case LocalResponseNorm op ->
                call(
                        Kernel.LOCAL_RESPONSE_NORM,
                        List.of(op.input().pixels(), op.input().c(), op.size()),
                        List.of(
                                x(),
                                weights(
                                        "coefficients",
                                        3,
                                        new Packing.ResponseCoefficients(op.size(), op.alpha(), op.beta(), op.k())),
                                y),
                        NdRange.of(
                                Math.ceilDiv(op.input().pixels(), Tiles.WIDE),
                                op.input().c(),
                                op.input().n()));
            case Softmax op ->
                call(
                        op.log() ? Kernel.LOG_SOFTMAX : Kernel.SOFTMAX,
                        List.of(op.input().c()),
                        List.of(x(), y),
                        NdRange.of(op.input().n(), 1, 1));
        };
    }

    private boolean isNarrow() {
        return planner.kernels() == KernelSet.NARROW;
    }

    private NarrowLowering narrow() {
        return new NarrowLowering(this, step, planner);
    }

    private KernelCall pointwise(PointwiseConv op) {
        Shape out = op.output();
        int outPerGroup = out.c() / op.groups();
        int blocks = op.groups() * Math.ceilDiv(outPerGroup, Tiles.POINTWISE_BLOCK);
        int channelsPerGroup = op.input().c() / op.groups();
        int strip = Tiles.strip(out.pixels(), Tiles.strips(out.pixels(), channelsPerGroup, blocks * out.n()));
        List<Integer> shape = new ArrayList<>(List.of(out.pixels(), op.groups(), channelsPerGroup, outPerGroup, strip));
        shape.addAll(denseDestination());
        shape.add(planner.kernels().lanes());
        List<Buffer> buffers = new ArrayList<>(List.of(
                x(),
                filter(out.c(), op.groups(), Tiles.POINTWISE_BLOCK),
                bias(op.bias(), out.c(), op.groups(), Tiles.POINTWISE_BLOCK)));
        step.residual().ifPresent(residual -> buffers.add(planner.dense(residual)));
        buffers.add(y);
        return call(
                step.residual().isPresent() ? Kernel.POINTWISE_CONV_ADD : Kernel.POINTWISE_CONV,
                shape,
                buffers,
                new NdRange(blocks, Math.ceilDiv(out.pixels(), strip), out.n(), 1, 1));
    }

    private KernelCall conv2d(Conv2d op) {
        Shape out = op.output();
        if (isStem(op)) {
            List<Integer> dense = new ArrayList<>(
                    List.of(op.input().h(), op.input().w(), op.input().c(), out.c()));
            dense.addAll(denseDestination());
            return call(
                    Kernel.STEM_CONV,
                    dense,
                    List.of(
                            x(),
                            filter(out.c(), 1, Tiles.STEM_BLOCK),
                            bias(op.bias(), out.c(), 1, Tiles.STEM_BLOCK),
                            y),
                    new NdRange(Math.ceilDiv(out.w(), Tiles.SEGMENT), out.h(), out.n(), 1, 1));
        }
        Buffer x = planner.bordered(step.node().inputs().get(0), op.window().padding());
        int outPerGroup = out.c() / op.groups();
        List<Integer> shape = borderedWindow(x, op.window());
        shape.addAll(List.of(op.groups(), op.input().c() / op.groups(), outPerGroup, out.h(), out.w()));
        shape.addAll(destination());
        return call(
                op.window().stride() == 1 ? Kernel.CONV2D_STRIDE_1 : Kernel.CONV2D,
                shape,
                List.of(
                        x,
                        filter(out.c(), op.groups(), Tiles.CONV_BLOCK),
                        bias(op.bias(), out.c(), op.groups(), Tiles.CONV_BLOCK),
                        y),
                NdRange.of(
                        Math.ceilDiv(out.w(), Tiles.CONV_PIXELS),
                        out.h(),
                        out.n() * op.groups() * Math.ceilDiv(outPerGroup, Tiles.CONV_BLOCK)));
    }

    /** Whether a convolution is that of an image by 3x3 with stride 2, which has a kernel of its own. */
    static boolean isStem(Conv2d op) {
        return op.window().equals(Window.square(3, 2, 1))
                && op.groups() == 1
                && op.input().c() <= Tiles.STEM_CHANNELS;
    }

    private KernelCall depthwise(DepthwiseConv op) {
        Shape out = op.output();
        if (readsDense(op)) {
            List<Integer> dense =
                    new ArrayList<>(List.of(out.c(), op.input().h(), op.input().w()));
            dense.addAll(denseDestination());
            return call(
                    op.window().stride() == 1 ? Kernel.DEPTHWISE_CONV_3X3 : Kernel.DEPTHWISE_CONV_3X3_STRIDE_2,
                    dense,
                    List.of(x(), filter(out.c(), 1, 1), bias(op.bias(), out.c(), 1, 1), y),
                    NdRange.of(out.n() * out.c(), 1, 1, PLANES));
        }
        Buffer x = planner.bordered(step.node().inputs().get(0), op.window().padding());
        List<Integer> shape = borderedWindow(x, op.window());
        shape.addAll(List.of(out.c(), out.h(), out.w()));
        shape.addAll(destination());
        return call(
                Kernel.DEPTHWISE_CONV,
                shape,
                List.of(x, filter(out.c(), 1, 1), bias(op.bias(), out.c(), 1, 1), y),
                NdRange.of(Math.ceilDiv(out.w(), Tiles.LANES), out.h(), out.n() * out.c()));
    }

    private KernelCall avgPool(AvgPool op) {
        Shape in = op.input();
        List<Integer> destination = List.of(flag(step.relu()), step.planes(), step.firstPlane());
        if (op.window().equals(Window.square(3, 2, 1)) && !isNarrow()) {
            List<Integer> shape = new ArrayList<>(List.of(in.c(), in.h(), in.w()));
            shape.addAll(destination);
            return call(Kernel.AVG_POOL_3X3, shape, List.of(x(), y), NdRange.of(in.n() * in.c(), 1, 1, PLANES));
        }
        List<Integer> shape = window(in, op.window());
        shape.addAll(List.of(in.c(), op.output().h(), op.output().w()));
        shape.addAll(destination);
        return call(Kernel.AVG_POOL, shape, List.of(x(), y), perPlane(op.output()));
    }

    /** Whether a depthwise convolution makes its own zeros beyond the edges, and needs no border. */
    static boolean readsDense(DepthwiseConv op) {
        int stride = op.window().stride();
        return op.window().equals(Window.square(3, stride, 1)) && stride <= 2;
    }

    /** Size of the planes with their border, then the window: what the convolution kernels see. */
    static List<Integer> borderedWindow(Buffer x, Window window) {
        return new ArrayList<>(List.of(
                x.shape().h() + 2 * x.border(),
                x.shape().w() + 2 * x.border(),
                window.kernelHeight(),
                window.kernelWidth(),
                window.stride()));
    }

    private static List<Integer> window(Shape input, Window window) {
        return new ArrayList<>(List.of(
                input.h(), input.w(), window.kernelHeight(), window.kernelWidth(), window.stride(), window.padding()));
    }

    /** The end of a convolution's shape: relu, shuffleGroups, planes, firstPlane, border. */
    List<Integer> destination() {
        List<Integer> entries = new ArrayList<>(denseDestination());
        entries.add(y.border());
        return entries;
    }

    /** The same for a kernel that writes no borders: relu, shuffleGroups, planes, firstPlane. */
    private List<Integer> denseDestination() {
        return List.of(flag(step.relu()), step.shuffleGroups(), step.planes(), step.firstPlane());
    }

    private static int flag(boolean set) {
        return set ? 1 : 0;
    }

    private Buffer x() {
        return planner.dense(step.node().inputs().get(0));
    }

    private Buffer second() {
        return planner.dense(step.node().inputs().get(1));
    }

    private Buffer filter(int outputs, int groups, int block) {
        int elements = step.node().operator().parameters().getFirst().elements() / outputs;
        return weights(
                "weight",
                Math.multiplyExact(Packing.blocked(outputs, groups, block), elements),
                new Packing.Filter(step.node().name() + ".weight", outputs, groups, block, normalisation()));
    }

    private Buffer bias(boolean present, int outputs, int groups, int block) {
        Optional<String> name = present ? Optional.of(step.node().name() + ".bias") : Optional.empty();
        return weights(
                "bias",
                Packing.blocked(outputs, groups, block),
                new Packing.Bias(name, outputs, groups, block, normalisation()));
    }

    private Buffer weights(String what, int elements, Packing packing) {
        return planner.weights(step.node().name() + " " + what, elements, packing);
    }

    private Optional<Packing.Normalisation> normalisation() {
        return step.normalisation()
                .map(node -> new Packing.Normalisation(node.name(), ((BatchNorm) node.operator()).epsilon()));
    }

    private static NdRange perPixel(Shape shape) {
        return NdRange.of(shape.pixels(), shape.c(), shape.n());
    }

    /**
     * Whether max pooling has a kernel of its own: 3x3, a stride of 2 and a padding of at most 1, as in all these
     * networks.
     */
    private static boolean isThreeByThree(Window window) {
        return window.kernelHeight() == 3 && window.kernelWidth() == 3 && window.stride() == 2 && window.padding() <= 1;
    }

    private static NdRange perSegment(Shape shape) {
        return new NdRange(Math.ceilDiv(shape.w(), Tiles.SEGMENT), 1, shape.n() * shape.c(), 1, 1);
    }

    private static NdRange perPlane(Shape shape) {
        return NdRange.of(shape.w(), shape.h(), shape.n() * shape.c());
    }

    KernelCall call(Kernel kernel, List<Integer> shape, List<Buffer> buffers, NdRange range) {
        List<String> nodes = step.nodes().stream().map(Node::name).toList();
        String operatorClass = OperatorClass.of(step.node().operator());
        Launch launch = new Launch(step.node().name(), kernel.method(), operatorClass, nodes, cost(step));
        return new KernelCall(
                launch, kernel, shape, buffers.stream().map(Buffer::id).toList(), range);
    }

    /** The operator's cost; a folded normalisation leaves one bias a channel, a folded addition reads the residual. */
    static Cost cost(Step step) {
        Cost cost = step.node().operator().cost();
        long extra = 0;
        if (step.normalisation().isPresent()) {
            extra += step.node().operator().output().c();
        }
        if (step.residual().isPresent()) {
            extra += step.node().operator().output().elements();
        }
        return cost.plus(new Cost(0, Float.BYTES * extra, 0));
    }
}

package riffle.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import riffle.execution.Launch;
import riffle.network.Node;
import riffle.operator.Cost;
import riffle.operator.DepthwiseConv;
import riffle.operator.OperatorClass;
import riffle.operator.PointwiseConv;
import riffle.tensor.Shape;

/** Writes a step with steps before it in the same launch down as a kernel call. */
final class MergedLowering {

    /**
     * Planes that a pointwise convolution leaves to the depthwise convolution behind it: a block of output channels.
     */
    static final int BLOCK = Tiles.POINTWISE_BLOCK;

    /** Elements that rows of a depthwise convolution may read, or write, behind the last one. */
    static final int OVERRUN = 2 * Tiles.WIDE;

    private final Step step;
    private final Planner planner;
    private final Step depthwise;
    private final Optional<Step> first;

    private MergedLowering(Step step, Planner planner) {
        this.step = step;
        this.planner = planner;
        this.depthwise = step.before().getLast();
        this.first = step.before().size() > 1 ? Optional.of(step.before().getFirst()) : Optional.empty();
    }

    static KernelCall call(Step step, Planner planner) {
        return new MergedLowering(step, planner).call();
    }

    /** The kernel for such a step, if there is one. */
    static Optional<Kernel> kernel(Step step) {
        DepthwiseConv op = (DepthwiseConv) step.before().getLast().node().operator();
        boolean stride1 = op.window().stride() == 1;
        Optional<String> residual = step.residual();
        if (step.before().size() > 1) {
            boolean unit = residual.equals(Optional.of(step.inputs().getFirst()));
            return stride1
                    ? Optional.of(Kernel.SHUFFLE_UNIT).filter(kernel -> unit)
                    : Optional.of(Kernel.SHUFFLE_UNIT_STRIDE_2).filter(kernel -> residual.isEmpty());
        }
        return Optional.of(Kernel.DEPTHWISE_POINTWISE).filter(kernel -> stride1 && residual.isEmpty());
    }

    /** How far such a step reads behind the last element of its input, or of its residual. */
    static long overRead(Step step) {
        if (step.before().size() == 1) {
            return 0;
        }
        Shape input = step.before().getFirst().node().operator().output();
        return Math.max(0, Tiles.WIDE - input.pixels());
    }

    private KernelCall call() {
        PointwiseConv op = (PointwiseConv) step.node().operator();
        DepthwiseConv middle = (DepthwiseConv) depthwise.node().operator();
        Shape in = middle.input();
        Shape out = op.output();
        int rows = Bands.rows(step);
        int bands = Math.ceilDiv(out.h(), rows);
        int plane = aligned(rows * out.w() + Tiles.WIDE);
        int part = in.c() * plane;
        if (first.isPresent()) {
            int inRows = Math.min(rows * middle.window().stride() + 2, in.h());
            part += aligned((BLOCK * inRows + 1) * in.w() + OVERRUN + Tiles.WIDE);
        }
        List<Integer> shape = new ArrayList<>(List.of(
                in.h(),
                in.w(),
                in.c(),
                rows,
                plane,
                part,
                flag(depthwise.relu()),
                depthwise.shuffleGroups(),
                op.groups(),
                out.c() / op.groups()));
        shape.addAll(List.of(
                flag(step.relu()),
                step.planes(),
                step.firstPlane(),
                planner.kernels().lanes()));
        List<Buffer> buffers = new ArrayList<>();
        buffers.add(planner.dense(step.inputs().getFirst()));
        first.ifPresent(each -> {
            PointwiseConv pointwise = (PointwiseConv) each.node().operator();
            shape.addAll(List.of(
                    pointwise.groups(),
                    pointwise.input().c() / pointwise.groups(),
                    flag(each.relu()),
                    each.shuffleGroups()));
            buffers.addAll(Lowering.parameters(each, planner, pointwise.groups(), BLOCK));
        });
        buffers.addAll(Lowering.parameters(depthwise, planner, 1, 1));
        buffers.addAll(Lowering.parameters(step, planner, op.groups(), BLOCK));
        buffers.add(planner.scratch(Math.multiplyExact(part, bands * out.n())));
        buffers.add(planner.destination(step));
        Kernel kernel = kernel(step).orElseThrow();
        Launch launch = new Launch(
                step.node().name(),
                kernel.method(),
                first.isPresent() ? OperatorClass.MERGED_UNIT : OperatorClass.DEPTHWISE_POINTWISE,
                step.nodes().stream().map(Node::name).toList(),
                cost());
        return new KernelCall(
                launch, kernel, shape, buffers.stream().map(Buffer::id).toList(), new NdRange(bands, out.n(), 1, 1, 1));
    }

    /** What the parts cost, without the values between them, and without a residual that is the input too. */
    private Cost cost() {
        Cost cost = Lowering.cost(step);
        for (Step before : step.before()) {
            long between =
                    Float.BYTES * (long) before.node().operator().output().elements();
            cost = cost.plus(Lowering.cost(before)).plus(new Cost(0, -between, -between));
        }
        boolean twice = step.residual().filter(step.inputs()::contains).isPresent();
        long residual = Float.BYTES * (long) step.node().operator().output().elements();
        return twice ? cost.plus(new Cost(0, -residual, 0)) : cost;
    }

    /** Up to whole vectors. */
    private static int aligned(int elements) {
        return Math.ceilDiv(elements, Tiles.WIDE) * Tiles.WIDE;
    }

    private static int flag(boolean set) {
        return set ? 1 : 0;
    }
}

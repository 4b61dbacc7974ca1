package riffle.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import riffle.execution.PlanKind;
import riffle.network.Network;
import riffle.operator.AvgPool;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.LocalResponseNorm;
import riffle.operator.MaxPool;
import riffle.operator.PointwiseConv;
import riffle.operator.Window;
import riffle.tensor.Shape;

/**
 * Makes plans: fuses, gives every value a buffer, and has {@link Lowering} write each step down as a call.
 *
 * <p>Convolution kernels read planes with a border of zeros as wide as their padding. Where such a convolution is the only
 * reader of a value and the writer can address borders, the value lives with its border; otherwise a copy is made.
 */
public final class Planner {

    private final List<Buffer> buffers = new ArrayList<>();
    private final Map<Integer, Packing> packings = new LinkedHashMap<>();
    private final List<KernelCall> calls = new ArrayList<>();
    private final Map<String, Buffer> values = new HashMap<>();
    private final Map<String, Buffer> padded = new HashMap<>();
    private Optional<Buffer> scratch = Optional.empty();
    private final List<Step> steps;
    private final Network network;

    private Planner(Network network, PlanKind kind) {
        this.network = network;
        this.steps = Fusion.steps(network, kind);
    }

    /**
     * The plan of a network.
     *
     * @throws IllegalArgumentException if an index or a buffer outgrows what kernels can address
     */
    public static Plan plan(Network network, PlanKind kind) {
        Planner planner = new Planner(network, kind);
        planner.run();
        Plan plan = new Plan(network.name(), kind, planner.buffers, planner.packings, planner.calls);
        Bounds.check(plan);
        return plan;
    }

    /** The plans of a network that differ: of kinds that come to the same launches, the first. */
    public static List<PlanKind> kinds(Network network) {
        Map<List<KernelCall>, PlanKind> kinds = new LinkedHashMap<>();
        for (PlanKind kind : PlanKind.values()) {
            kinds.putIfAbsent(plan(network, kind).calls(), kind);
        }
        return List.copyOf(kinds.values());
    }

    private void run() {
        for (int i = 0; i < network.inputs().size(); i++) {
            String name = Network.inputName(i);
            define(name, Buffer.Role.INPUT, network.inputs().get(i), border(name));
        }
        String last = steps.getLast().value();
        for (Step step : steps) {
            if (!values.containsKey(step.value())) {
                boolean output = step.value().equals(last);
                Shape shape = step.node().operator().output().withChannels(step.planes());
                define(
                        step.value(),
                        output ? Buffer.Role.OUTPUT : Buffer.Role.INTERMEDIATE,
                        shape,
                        !output && writesBorder(step) ? border(step.value()) : 0);
            }
            Lowering.lower(step, this);
        }
    }

    /** The buffer of a step's input, dense. */
    Buffer dense(String value) {
        return values.get(value);
    }

    /** The buffer of a step's input with a border; copied into one where it has none. */
    Buffer bordered(String value, int border) {
        Buffer buffer = values.get(value);
        if (buffer.border() == border) {
            return buffer;
        }
        return padded.computeIfAbsent(value + " padded by " + border, name -> {
            Buffer copy = add(name, Buffer.Role.INTERMEDIATE, buffer.shape(), border, overRead(value));
            calls.add(Lowering.pad(value, buffer, copy));
            return copy;
        });
    }

    /** The buffer that a step writes. */
    Buffer destination(Step step) {
        return values.get(step.value());
    }

    /** A new buffer of weights. */
    Buffer weights(String name, int elements, Packing packing) {
        Buffer buffer = add(name, Buffer.Role.WEIGHTS, Shape.vector(1, elements), 0, 0);
        packings.put(buffer.id(), packing);
        return buffer;
    }

    /** The buffer that launches use for themselves; one for all, for they run one after the other. */
    Buffer scratch(int elements) {
        int id = scratch.map(Buffer::id).orElse(buffers.size());
        int most = Math.max(elements, scratch.map(Buffer::elements).orElse(0));
        Buffer buffer = new Buffer(id, "scratch", Buffer.Role.SCRATCH, Shape.vector(1, most), 0, 0);
        if (scratch.isPresent()) {
            buffers.set(id, buffer);
        } else {
            buffers.add(buffer);
        }
        scratch = Optional.of(buffer);
        return buffer;
    }

    void call(KernelCall call) {
        calls.add(call);
    }

    private void define(String value, Buffer.Role role, Shape shape, int border) {
        values.put(value, add(value, role, shape, border, overRead(value)));
    }

    private Buffer add(String name, Buffer.Role role, Shape shape, int border, int slack) {
        Buffer buffer = new Buffer(buffers.size(), name, role, shape, border, slack);
        buffers.add(buffer);
        return buffer;
    }

    /** The padding that all readers of a value want; 0 where they differ or one of them reads it dense. */
    private int border(String value) {
        Set<Integer> wanted = steps.stream()
                .filter(step -> step.inputs().contains(value)
                        || step.residual().filter(value::equals).isPresent())
                .map(step -> step.residual().filter(value::equals).isPresent() ? 0 : readBorder(step))
                .collect(Collectors.toSet());
        return wanted.size() == 1 ? wanted.iterator().next() : 0;
    }

    /** How far the readers of a value, eight elements at a time, run over its end. */
    private int overRead(String value) {
        long furthest = 0;
        for (Step step : steps) {
            if (step.residual().filter(value::equals).isPresent()) {
                furthest = Math.max(furthest, idleLanes(step.node().operator().output()));
            }
            if (step.inputs().contains(value)) {
                furthest = Math.max(furthest, overRead(step));
            }
        }
        return Math.toIntExact(furthest);
    }

    private static long overRead(Step step) {
        if (!step.before().isEmpty()) {
            return MergedLowering.overRead(step);
        }
        return switch (step.node().operator()) {
            case PointwiseConv op -> idleLanes(op.output());
            case Conv2d op ->
                Lowering.isStem(op)
                        ? 0
                        : idlePixels(op.output(), Tiles.CONV_PIXELS)
                                * op.window().stride();
            case DepthwiseConv op ->
                Lowering.readsDense(op)
                        ? 0
                        : idlePixels(op.output(), Tiles.LANES) * op.window().stride();
            case AvgPool op -> pool(op.input(), op.output(), op.window());
            case LocalResponseNorm op ->
                (long) Math.ceilDiv(op.input().pixels(), Tiles.WIDE) * Tiles.WIDE
                        - op.input().pixels();
            default -> 0;
        };
    }

    /** Lanes of a vector that lie beyond a plane which does not fill one. */
    private static long idleLanes(Shape output) {
        return Math.max(0, Tiles.WIDE - output.pixels());
    }

    /** What the kernel for windows of 3x3 reads behind the last row: pairs of columns for each lane. */
    private static long pool(Shape input, Shape output, Window window) {
        long columns = 2L * Tiles.LANES * Math.ceilDiv(output.w(), Tiles.LANES);
        return Lowering.isThreeByThree(window) ? Math.max(columns - input.w(), 0) : 0;
    }

    /** Lanes of a row's last work-item that lie beyond the row. */
    private static long idlePixels(Shape output, int pixels) {
        return (long) Math.ceilDiv(output.w(), pixels) * pixels - output.w();
    }

    private static int readBorder(Step step) {
        if (!step.before().isEmpty()) {
            return 0;
        }
        return switch (step.node().operator()) {
            case Conv2d op -> Lowering.isStem(op) ? 0 : op.window().padding();
            case DepthwiseConv op -> Lowering.readsDense(op) ? 0 : op.window().padding();
            default -> 0;
        };
    }

    /** Whether the step's kernel can write planes with a border, and is alone in writing them. */
    private static boolean writesBorder(Step step) {
        return step.ownsValue()
                && switch (step.node().operator()) {
                    case Conv2d op -> !Lowering.isStem(op);
                    case DepthwiseConv op -> !Lowering.readsDense(op);
                    case MaxPool op -> true;
                    default -> false;
                };
    }
}

package riffle.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.network.Network;
import riffle.tensor.Shape;

/**
 * Makes plans: fuses, gives every value a buffer, and has {@link Lowering} write each step down as a call.
 *
 * <p>Convolution kernels read planes with a border of zeros as wide as their padding. Where such a convolution is the
 * only reader of a value and the writer can address borders, the value lives with its border; otherwise a copy is made.
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
    private final KernelSet kernels;

    private Planner(Network network, PlanKind kind, KernelSet kernels) {
        this.network = network;
        this.kernels = kernels;
        boolean nothingMerges = kind == PlanKind.MERGED && kernels == KernelSet.NARROW;
        this.steps = Fusion.steps(network, nothingMerges ? PlanKind.FUSED : kind);
    }

    /**
     * The plan of a network in wide kernels.
     *
     * @throws IllegalArgumentException if an index or a buffer outgrows what kernels can address
     */
    public static Plan plan(Network network, PlanKind kind) {
        return plan(network, kind, KernelSet.WIDE);
    }

    /**
     * The plan of a network. No narrow kernel computes what a merged launch does: there {@code merged} comes to the
     * launches of {@code fused}, as it does in every network where merging does not pay.
     *
     * @throws IllegalArgumentException if an index or a buffer outgrows what kernels can address
     */
    public static Plan plan(Network network, PlanKind kind, KernelSet kernels) {
        Planner planner = new Planner(network, kind, kernels);
        planner.run();
        Plan plan = new Plan(network.name(), kind, kernels, planner.buffers, planner.packings, planner.calls);
        Bounds.check(plan);
        return plan;
    }

    /** The plans of a network in wide kernels that differ: of kinds that come to the same launches, the first. */
    public static List<PlanKind> kinds(Network network) {
        return kinds(network, KernelSet.WIDE);
    }

    /** The plans of a network that differ: of kinds that come to the same launches, the first. */
    public static List<PlanKind> kinds(Network network, KernelSet kernels) {
        Map<List<KernelCall>, PlanKind> kinds = new LinkedHashMap<>();
        for (PlanKind kind : PlanKind.values()) {
            kinds.putIfAbsent(plan(network, kind, kernels).calls(), kind);
        }
        return List.copyOf(kinds.values());
    }

    /** Which kernels to write the plan in. */
    KernelSet kernels() {
        return kernels;
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
                        !output && step.ownsValue() && access(step).writesBorder() ? border(step.value()) : 0);
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
                .map(step -> step.residual().filter(value::equals).isPresent()
                        ? 0
                        : access(step).readBorder())
                .collect(Collectors.toSet());
        return wanted.size() == 1 ? wanted.iterator().next() : 0;
    }

    /** How far the readers of a value, a vector at a time, run over its end. */
    private int overRead(String value) {
        long furthest = 0;
        for (Step step : steps) {
            if (step.residual().filter(value::equals).isPresent()) {
                furthest = Math.max(furthest, access(step).overReadOfResidual());
            }
            if (step.inputs().contains(value)) {
                furthest = Math.max(furthest, access(step).overRead());
            }
        }
        return Math.toIntExact(furthest);
    }

    private Access access(Step step) {
        return kernels == KernelSet.NARROW ? new NarrowAccess(step) : new WideAccess(step);
    }
}

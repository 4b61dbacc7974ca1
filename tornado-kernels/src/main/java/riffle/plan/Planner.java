package riffle.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import riffle.execution.DeviceProfile;
import riffle.execution.KernelSet;
import riffle.execution.Launch;
import riffle.execution.PlanKind;
import riffle.network.Network;
import riffle.network.Node;
import riffle.operator.Cost;
import riffle.plan.family.Entries;
import riffle.plan.family.Kernel;
import riffle.plan.family.Lowered;
import riffle.plan.family.PadFamily;
import riffle.plan.step.Access;
import riffle.plan.step.Operand;
import riffle.plan.step.Packing;
import riffle.plan.step.Step;
import riffle.plan.step.Target;
import riffle.tensor.Shape;

/**
 * Makes plans: fuses, gives every value a buffer, and has {@link Kernel} write each step down as a call.
 *
 * <p>Convolution kernels read planes with a border of zeros as wide as their padding. Where such a convolution is the
 * only reader of a value and the writer can address borders, the value lives with its border; otherwise a copy is made.
 * A reshaped value is the buffer of what it was made of ({@link Views}), which then has no border.
 */
public final class Planner {

    private final List<Buffer> buffers = new ArrayList<>();
    private final Map<Integer, Packing> packings = new LinkedHashMap<>();
    private final List<KernelCall> calls = new ArrayList<>();
    private final Map<String, Buffer> values = new HashMap<>();
    private final Map<String, Buffer> padded = new HashMap<>();
    private Optional<Buffer> scratch = Optional.empty();
    private final List<Step> steps;
    private final Views views;
    private final Network network;
    private final KernelSet kernels;
    private final DeviceProfile device;

    private Planner(Network network, PlanKind kind, KernelSet kernels, DeviceProfile device) {
        this.network = network;
        this.kernels = kernels;
        this.device = device;
        boolean nothingMerges = kind == PlanKind.MERGED && kernels == KernelSet.NARROW;
        this.views = Views.of(Fusion.steps(network, nothingMerges ? PlanKind.FUSED : kind, device));
        this.steps = views.launched();
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
     * The plan of a network for a device like the one that Riffle was measured on.
     *
     * @throws IllegalArgumentException if an index or a buffer outgrows what kernels can address
     */
    public static Plan plan(Network network, PlanKind kind, KernelSet kernels) {
        return plan(network, kind, kernels, DeviceProfile.DEFAULT);
    }

    /**
     * The plan of a network for a device. No narrow kernel computes what a merged launch does: there {@code merged}
     * comes to the launches of {@code fused}, as it does in every network where merging does not pay.
     *
     * @throws IllegalArgumentException if an index or a buffer outgrows what kernels can address
     */
    public static Plan plan(Network network, PlanKind kind, KernelSet kernels, DeviceProfile device) {
        Planner planner = new Planner(network, kind, kernels, device);
        planner.run();
        Plan plan = new Plan(network.name(), kind, kernels, device, planner.buffers, planner.packings, planner.calls);
        Bounds.check(plan);
        return plan;
    }

    /** The plans of a network in wide kernels that differ: of kinds that come to the same launches, the first. */
    public static List<PlanKind> kinds(Network network) {
        return kinds(network, KernelSet.WIDE);
    }

    /** The plans of a network that differ: of kinds that come to the same launches, the first. */
    public static List<PlanKind> kinds(Network network, KernelSet kernels) {
        return kinds(network, kernels, DeviceProfile.DEFAULT);
    }

    /** The same of plans for a device. */
    public static List<PlanKind> kinds(Network network, KernelSet kernels, DeviceProfile device) {
        Map<List<KernelCall>, PlanKind> kinds = new LinkedHashMap<>();
        for (PlanKind kind : PlanKind.values()) {
            kinds.putIfAbsent(plan(network, kind, kernels, device).calls(), kind);
        }
        return List.copyOf(kinds.values());
    }

    private void run() {
        for (int i = 0; i < network.inputs().size(); i++) {
            String name = Network.inputName(i);
            define(name, Buffer.Role.INPUT, network.inputs().get(i), border(name));
        }
        String last = views.memory(network.nodes().getLast().name());
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
            call(step);
        }
    }

    /** Writes a step down as a call; buffers that it needs are made on the way. */
    private void call(Step step) {
        int border = values.get(step.value()).border();
        Lowered lowered = Kernel.lowering(step, kernels).lowered().apply(new Target(kernels, device, border));
        List<Integer> arguments = lowered.operands().stream()
                .map(operand -> buffer(operand, step).id())
                .toList();
        Launch launch = new Launch(
                step.node().name(),
                lowered.kernel().method(),
                step.operatorClass(),
                step.nodes().stream().map(Node::name).toList(),
                step.cost());
        calls.add(new KernelCall(launch, lowered.kernel(), Entries.of(lowered.family()), arguments, lowered.range()));
    }

    private Buffer buffer(Operand operand, Step step) {
        return switch (operand) {
            case Operand.Value value -> values.get(value.name());
            case Operand.Bordered value -> bordered(value.name(), value.border());
            case Operand.Weights weights -> weights(weights.name(), weights.elements(), weights.packing());
            case Operand.Scratch more -> scratch(more.elements());
            case Operand.Result result -> values.get(step.value());
        };
    }

    /** The buffer of a value with a border; copied into one where it has none. */
    private Buffer bordered(String value, int border) {
        Buffer buffer = values.get(value);
        if (buffer.border() == border) {
            return buffer;
        }
        return padded.computeIfAbsent(value + " padded by " + border, name -> {
            Buffer copy = add(name, Buffer.Role.INTERMEDIATE, buffer.shape(), border, overRead(Set.of(value)));
            calls.add(pad(buffer, copy));
            return copy;
        });
    }

    /** A copy into planes with a border. */
    private static KernelCall pad(Buffer from, Buffer to) {
        Shape shape = from.shape();
        long bytes = Float.BYTES * (long) shape.elements();
        return new KernelCall(
                new Launch(to.name(), Kernel.PAD.method(), "padding", List.of(), new Cost(0, bytes, bytes)),
                Kernel.PAD,
                Entries.of(new PadFamily(shape.h(), shape.w(), to.border())),
                List.of(from.id(), to.id()),
                PadFamily.range(shape));
    }

    private Buffer weights(String name, int elements, Packing packing) {
        Buffer buffer = add(name, Buffer.Role.WEIGHTS, Shape.vector(1, elements), 0, 0);
        packings.put(buffer.id(), packing);
        return buffer;
    }

    /** The buffer that launches use for themselves; one for all, for they run one after the other. */
    private Buffer scratch(int elements) {
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

    /** Gives a value its buffer, and its views the same. The output's has the shape that the network gives. */
    private void define(String value, Buffer.Role role, Shape shape, int border) {
        Set<String> names = new HashSet<>(Set.of(value));
        views.of(value).forEach(view -> names.add(view.name()));
        Shape held = role == Buffer.Role.OUTPUT ? network.output() : shape;
        Buffer buffer = add(value, role, held, border, overRead(names));
        values.put(value, names.size() == 1 ? buffer : buffer.as(shape));
        views.of(value)
                .forEach(view ->
                        values.put(view.name(), buffer.as(view.operator().output())));
    }

    private Buffer add(String name, Buffer.Role role, Shape shape, int border, int slack) {
        Buffer buffer = new Buffer(buffers.size(), name, role, shape, border, slack);
        buffers.add(buffer);
        return buffer;
    }

    /**
     * The padding that all readers of a value want; 0 where they differ, or where one of them, or a view, reads it
     * dense.
     */
    private int border(String value) {
        if (!views.of(value).isEmpty()) {
            return 0;
        }
        Set<Integer> wanted = steps.stream()
                .filter(step -> step.inputs().contains(value)
                        || step.residual().filter(value::equals).isPresent())
                .map(step -> step.residual().filter(value::equals).isPresent()
                        ? 0
                        : access(step).readBorder())
                .collect(Collectors.toSet());
        return wanted.size() == 1 ? wanted.iterator().next() : 0;
    }

    /** How far the readers of a value, by all its names, a vector at a time, run over its end. */
    private int overRead(Set<String> names) {
        long furthest = 0;
        for (Step step : steps) {
            if (step.residual().filter(names::contains).isPresent()) {
                furthest = Math.max(furthest, access(step).overReadOfResidual());
            }
            if (step.inputs().stream().anyMatch(names::contains)) {
                furthest = Math.max(furthest, access(step).overRead());
            }
        }
        return Math.toIntExact(furthest);
    }

    private Access access(Step step) {
        return Kernel.lowering(step, kernels).access();
    }
}

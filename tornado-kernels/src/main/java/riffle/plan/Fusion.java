package riffle.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import riffle.execution.DeviceProfile;
import riffle.execution.PlanKind;
import riffle.network.Network;
import riffle.network.Node;
import riffle.operator.AddRelu;
import riffle.operator.Arithmetic;
import riffle.operator.AvgPool;
import riffle.operator.BatchNorm;
import riffle.operator.ChannelShuffle;
import riffle.operator.Concat;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.FullyConnected;
import riffle.operator.GeneralConv;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Weighted;
import riffle.plan.step.Step;

/**
 * Which operators run in one launch. A chain is folded only where nobody else reads the values in between:
 *
 * <ul>
 *   <li>convolution, then batch normalisation, rectifier, channel shuffle, in any order with normalisation first;
 *   <li>pointwise convolution, then addition of a value of its shape, then rectifier;
 *   <li>fully connected layer, then rectifier;
 *   <li>two convolutions or average pools, then concatenation, then rectifier: each writes its own channels; so do
 *       those of a concatenation that is concatenated in turn.
 * </ul>
 */
final class Fusion {

    private final Network network;
    private final Map<String, List<Node>> consumers = new HashMap<>();
    private final Map<String, Integer> position = new HashMap<>();
    private final Set<Node> covered = new HashSet<>();

    private Fusion(Network network) {
        this.network = network;
        for (Node node : network.nodes()) {
            position.put(node.name(), position.size());
            for (String input : Set.copyOf(node.inputs())) {
                consumers.computeIfAbsent(input, any -> new ArrayList<>()).add(node);
            }
        }
    }

    /** The steps of a network for a device, in an order in which they can run. */
    static List<Step> steps(Network network, PlanKind kind, DeviceProfile device) {
        return switch (kind) {
            case UNFUSED -> network.nodes().stream().map(Step::of).toList();
            case FUSED -> new Fusion(network).fuse();
            case MERGED -> Merging.merge(new Fusion(network).fuse(), device);
        };
    }

    private List<Step> fuse() {
        List<Step> steps = new ArrayList<>();
        for (Node node : network.nodes()) {
            if (!covered.contains(node)) {
                Step step = chain(Step.of(node));
                covered.addAll(step.nodes());
                steps.add(step);
            }
        }
        foldConcatenations(steps);
        // A step runs where its last node stood: by then every value that it reads is there.
        steps.sort(
                Comparator.comparing(step -> position.get(step.nodes().getLast().name())));
        return steps;
    }

    private Step chain(Step start) {
        Step step = start;
        Optional<Step> longer = absorb(step);
        while (longer.isPresent()) {
            step = longer.get();
            longer = absorb(step);
        }
        return step;
    }

    private Optional<Step> absorb(Step step) {
        Operator operator = step.node().operator();
        boolean convolution = operator instanceof Weighted && !(operator instanceof FullyConnected);
        Optional<Node> next = onlyConsumer(step.value()).filter(node -> !covered.contains(node));
        if (next.isEmpty()) {
            return Optional.empty();
        }
        Node node = next.get();
        return switch (node.operator()) {
            case BatchNorm norm ->
                convolution && step.nodes().size() == 1 ? Optional.of(step.normalisedBy(node)) : Optional.empty();
            case Relu relu ->
                !step.relu() && (convolution || operator instanceof FullyConnected)
                        ? Optional.of(step.rectifiedBy(node))
                        : Optional.empty();
            case AddRelu add -> added(step, node, true);
            case Arithmetic op -> isPlainSum(op) ? added(step, node, false) : Optional.empty();
            case ChannelShuffle shuffle ->
                convolution && isMovable(step)
                        ? Optional.of(step.shuffledBy(node, shuffle.groups()))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** A sum without broadcast. */
    private static boolean isPlainSum(Arithmetic op) {
        return op.kind() == Arithmetic.Kind.ADD && op.first().equals(op.second());
    }

    /** A pointwise convolution with an addition behind it, and the addition's rectifier. */
    private static Optional<Step> added(Step step, Node addition, boolean rectified) {
        boolean takes = step.node().operator() instanceof PointwiseConv && !step.relu() && isMovable(step);
        return takes
                ? other(addition, step.value()).map(other -> step.addedTo(other, addition, rectified))
                : Optional.empty();
    }

    /** Whether its channels are where they were, and nothing is added to them. */
    private static boolean isMovable(Step step) {
        return step.shuffleGroups() == 1 && step.residual().isEmpty();
    }

    private void foldConcatenations(List<Step> steps) {
        for (Node node : network.nodes()) {
            if (node.operator() instanceof Concat) {
                foldConcatenation(node, steps);
            }
        }
    }

    private void foldConcatenation(Node concat, List<Step> steps) {
        String first = concat.inputs().get(0);
        String second = concat.inputs().get(1);
        List<Step> one = writers(first, steps);
        List<Step> two = writers(second, steps);
        if (one.isEmpty() || two.isEmpty() || first.equals(second)) {
            return;
        }
        Optional<Node> relu = onlyConsumer(concat.name()).filter(node -> node.operator() instanceof Relu);
        String whole = relu.orElse(concat).name();
        int planes = concat.operator().output().c();
        List<Node> folded = relu.isPresent() ? List.of(concat, relu.get()) : List.of(concat);
        steps.removeIf(step -> folded.contains(step.node()));
        int offset = one.getFirst().planes();
        for (Step step : one) {
            replace(steps, step, step.into(whole, planes, step.firstPlane(), relu.isPresent(), List.of()));
        }
        for (Step step : two) {
            List<Node> covered = step.equals(two.getLast()) ? folded : List.of();
            replace(steps, step, step.into(whole, planes, offset + step.firstPlane(), relu.isPresent(), covered));
        }
    }

    /**
     * The steps that write a value, if they can write it into a larger one and only one node reads it: one, or those of
     * a concatenation that was folded before.
     */
    private List<Step> writers(String value, List<Step> steps) {
        if (onlyConsumer(value).isEmpty()) {
            return List.of();
        }
        List<Step> parts = steps.stream()
                .filter(step -> step.value().equals(value) && !step.ownsValue())
                .toList();
        return parts.isEmpty() ? writer(value, steps).map(List::of).orElse(List.of()) : parts;
    }

    private Optional<Step> writer(String value, List<Step> steps) {
        return onlyConsumer(value)
                .flatMap(unused -> steps.stream()
                        .filter(step -> step.value().equals(value) && step.ownsValue())
                        .filter(step -> switch (step.node().operator()) {
                            case Conv2d op -> true;
                            case PointwiseConv op -> step.residual().isEmpty();
                            case DepthwiseConv op -> true;
                            case GeneralConv op -> true;
                            case AvgPool op -> true;
                            default -> false;
                        })
                        .findFirst());
    }

    private static void replace(List<Step> steps, Step old, Step by) {
        steps.set(steps.indexOf(old), by);
    }

    private Optional<Node> onlyConsumer(String value) {
        List<Node> readers = consumers.getOrDefault(value, List.of());
        return readers.size() == 1 ? Optional.of(readers.getFirst()) : Optional.empty();
    }

    /** The other operand of an addition, if it is another value and not learned. */
    private static Optional<String> other(Node addition, String value) {
        return addition.inputs().stream().filter(name -> !name.equals(value)).findFirst();
    }
}

package riffle.plan.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import riffle.network.Node;
import riffle.operator.Cost;

/**
 * An operator with what was folded into it.
 *
 * @param node the operator that does the work
 * @param normalisation batch normalisation of its result
 * @param residual name of a value added to its result
 * @param relu whether its result is rectified at the end
 * @param shuffleGroups groups by which its channels are shuffled; 1 leaves them where they are
 * @param value name of the value that it writes
 * @param planes channels of that value
 * @param firstPlane where its channels begin there
 * @param nodes all nodes that it covers
 * @param before steps that run in the same launch before it, each on the result of the one before, the first on its
 *     inputs
 */
public record Step(
        Node node,
        Optional<Node> normalisation,
        Optional<String> residual,
        boolean relu,
        int shuffleGroups,
        String value,
        int planes,
        int firstPlane,
        List<Node> nodes,
        List<Step> before) {

    /** The class of a depthwise convolution in one launch with the pointwise convolutions before and behind it. */
    public static final String MERGED_UNIT = "merged unit";

    /** The class of a depthwise convolution in one launch with the pointwise convolution behind it. */
    public static final String DEPTHWISE_POINTWISE = "depthwise + pointwise";

    /** The operator alone. */
    public static Step of(Node node) {
        int channels = node.operator().output().c();
        return new Step(
                node, Optional.empty(), Optional.empty(), false, 1, node.name(), channels, 0, List.of(node), List.of());
    }

    public Step normalisedBy(Node batchNorm) {
        return new Step(
                node,
                Optional.of(batchNorm),
                residual,
                relu,
                shuffleGroups,
                batchNorm.name(),
                planes,
                0,
                and(batchNorm),
                before);
    }

    public Step rectifiedBy(Node rectifier) {
        return new Step(
                node,
                normalisation,
                residual,
                true,
                shuffleGroups,
                rectifier.name(),
                planes,
                0,
                and(rectifier),
                before);
    }

    public Step addedTo(String other, Node addition, boolean rectified) {
        return new Step(
                node,
                normalisation,
                Optional.of(other),
                rectified,
                shuffleGroups,
                addition.name(),
                planes,
                0,
                and(addition),
                before);
    }

    public Step shuffledBy(Node shuffle, int groups) {
        return new Step(node, normalisation, residual, relu, groups, shuffle.name(), planes, 0, and(shuffle), before);
    }

    /** Writes its channels into a larger value instead. */
    public Step into(String whole, int allPlanes, int first, boolean rectified, List<Node> covered) {
        List<Node> all = new ArrayList<>(nodes);
        all.addAll(covered);
        return new Step(
                node, normalisation, residual, relu || rectified, shuffleGroups, whole, allPlanes, first, all, before);
    }

    /** The same work, said to cover these nodes. */
    public Step covering(List<Node> all) {
        return new Step(
                node,
                normalisation,
                residual,
                relu,
                shuffleGroups,
                value,
                planes,
                firstPlane,
                List.copyOf(all),
                before);
    }

    /** Names of all values that it reads. */
    public List<String> reads() {
        List<String> all = new ArrayList<>(inputs());
        residual.ifPresent(all::add);
        return all;
    }

    /** Runs behind others in their launch. */
    public Step after(List<Step> steps) {
        List<Node> all = new ArrayList<>();
        steps.forEach(step -> all.addAll(step.nodes));
        all.addAll(nodes);
        return new Step(
                node, normalisation, residual, relu, shuffleGroups, value, planes, firstPlane, all, List.copyOf(steps));
    }

    /** Names of the values that it reads, but for the residual. */
    public List<String> inputs() {
        return before.isEmpty() ? node.inputs() : before.getFirst().inputs();
    }

    /** Whether it writes the whole of its value. */
    public boolean ownsValue() {
        return planes == node.operator().output().c();
    }

    /** What reports group it by. */
    public String operatorClass() {
        return switch (before.size()) {
            case 0 -> node.operator().operatorClass();
            case 1 -> DEPTHWISE_POINTWISE;
            default -> MERGED_UNIT;
        };
    }

    /**
     * The operator's cost, and that of the steps before it without the values between them. A folded normalisation
     * leaves one bias a channel; a folded addition reads the residual, but not a second time where that is the input
     * too.
     */
    public Cost cost() {
        long extra = 0;
        if (normalisation.isPresent()) {
            extra += node.operator().output().c();
        }
        boolean inputToo =
                !before.isEmpty() && residual.filter(inputs()::contains).isPresent();
        if (residual.isPresent() && !inputToo) {
            extra += node.operator().output().elements();
        }
        Cost cost = node.operator().cost().plus(new Cost(0, Float.BYTES * extra, 0));
        for (Step each : before) {
            long between = Float.BYTES * (long) each.node.operator().output().elements();
            cost = cost.plus(each.cost()).plus(new Cost(0, -between, -between));
        }
        return cost;
    }

    private List<Node> and(Node more) {
        List<Node> all = new ArrayList<>(nodes);
        all.add(more);
        return all;
    }
}

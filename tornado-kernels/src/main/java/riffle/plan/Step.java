package riffle.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import riffle.network.Node;

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
record Step(
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

    /** The operator alone. */
    static Step of(Node node) {
        int channels = node.operator().output().c();
        return new Step(
                node, Optional.empty(), Optional.empty(), false, 1, node.name(), channels, 0, List.of(node), List.of());
    }

    Step normalisedBy(Node batchNorm) {
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

    Step rectifiedBy(Node rectifier) {
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

    Step addedTo(String other, Node addRelu) {
        return new Step(
                node,
                normalisation,
                Optional.of(other),
                true,
                shuffleGroups,
                addRelu.name(),
                planes,
                0,
                and(addRelu),
                before);
    }

    Step shuffledBy(Node shuffle, int groups) {
        return new Step(node, normalisation, residual, relu, groups, shuffle.name(), planes, 0, and(shuffle), before);
    }

    /** Writes its channels into a larger value instead. */
    Step into(String whole, int allPlanes, int first, boolean rectified, List<Node> covered) {
        List<Node> all = new ArrayList<>(nodes);
        all.addAll(covered);
        return new Step(
                node, normalisation, residual, relu || rectified, shuffleGroups, whole, allPlanes, first, all, before);
    }

    /** Runs behind others in their launch. */
    Step after(List<Step> steps) {
        List<Node> all = new ArrayList<>();
        steps.forEach(step -> all.addAll(step.nodes));
        all.addAll(nodes);
        return new Step(
                node, normalisation, residual, relu, shuffleGroups, value, planes, firstPlane, all, List.copyOf(steps));
    }

    /** Names of the values that it reads, but for the residual. */
    List<String> inputs() {
        return before.isEmpty() ? node.inputs() : before.getFirst().inputs();
    }

    /** Whether it writes the whole of its value. */
    boolean ownsValue() {
        return planes == node.operator().output().c();
    }

    private List<Node> and(Node more) {
        List<Node> all = new ArrayList<>(nodes);
        all.add(more);
        return all;
    }
}

package riffle.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import riffle.network.Node;
import riffle.operator.Reshape;
import riffle.plan.step.Step;

/**
 * Values that are the memory of other values in another shape: what {@link Reshape} gives. No launch computes them. The
 * launch that writes the memory covers their nodes, or, where that is an input of the network, the first launch that
 * reads them does.
 *
 * <p>A reshaped value that nobody reads is one only where the launch before it wrote the memory: a network's output
 * is what its last launch writes. Otherwise it is a copy, like any other value.
 */
final class Views {

    private final List<Step> launched = new ArrayList<>();

    /** By its name, the node that gives a view. */
    private final Map<String, Node> views = new HashMap<>();

    /** Views of inputs that no launch covers yet. */
    private final Map<String, Node> uncovered = new HashMap<>();

    private Views() {}

    /** Takes the steps that give views out. */
    static Views of(List<Step> steps) {
        Views views = new Views();
        for (Step step : steps) {
            if (!(step.node().operator() instanceof Reshape) || !views.isView(step.node(), steps)) {
                views.launched.add(views.coveringWhatItReads(step));
            }
        }
        return views;
    }

    /** The steps that are launched, in order. */
    List<Step> launched() {
        return launched;
    }

    /** The value whose memory a value has: itself, unless it is a view. */
    String memory(String value) {
        Node view = views.get(value);
        return view == null ? value : memory(view.inputs().getFirst());
    }

    /** The nodes that give views of a value. */
    List<Node> of(String value) {
        return views.values().stream()
                .filter(node -> memory(node.name()).equals(value))
                .toList();
    }

    /** Whether a reshaped value need not be written; notes it if so. */
    private boolean isView(Node node, List<Step> steps) {
        String memory = memory(node.inputs().getFirst());
        boolean read = steps.stream().anyMatch(step -> step.reads().contains(node.name()));
        int writer = writer(memory);
        if (!read && (writer < 0 || writer < launched.size() - 1)) {
            return false;
        }
        views.put(node.name(), node);
        if (writer < 0) {
            uncovered.put(node.name(), node);
        } else {
            List<Node> covered = new ArrayList<>(launched.get(writer).nodes());
            covered.add(node);
            launched.set(writer, launched.get(writer).covering(covered));
        }
        return true;
    }

    /** The last launch that writes a value; below 0 if it is an input. */
    private int writer(String value) {
        int writer = launched.size() - 1;
        while (writer >= 0 && !launched.get(writer).value().equals(value)) {
            writer--;
        }
        return writer;
    }

    private Step coveringWhatItReads(Step step) {
        List<Node> covered = new ArrayList<>();
        for (String read : step.reads()) {
            for (Node view = uncovered.remove(read);
                    view != null;
                    view = uncovered.remove(view.inputs().getFirst())) {
                covered.addFirst(view);
            }
        }
        covered.addAll(step.nodes());
        return step.covering(covered);
    }
}

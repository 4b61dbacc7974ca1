package riffle.offload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import riffle.network.Network;
import riffle.network.Node;

/** A network in two parts that hand over one tensor. Nodes keep their names, and so do their parameters. */
public final class NetworkCut {

    /** Ends of blocks: what a fused plan folds into the convolution before it stays with it. */
    private static final Set<String> ENDS =
            Set.of("relu", "add_relu", "max_pool", "global_avg_pool", "local_response_norm");

    private NetworkCut() {}

    /**
     * Where a network can be cut: behind these nodes, by index, all later ones need the value of that node alone.
     *
     * @param most at most so many, evenly spread
     */
    public static List<Integer> places(Network network, int most) {
        List<Node> nodes = network.nodes();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i + 1 < nodes.size(); i++) {
            if (ENDS.contains(nodes.get(i).operator().type())
                    && crossing(network, i).equals(Set.of(nodes.get(i).name()))) {
                places.add(i);
            }
        }
        if (places.size() <= most) {
            return List.copyOf(places);
        }
        List<Integer> spread = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            spread.add(places.get(i * (places.size() - 1) / (most - 1)));
        }
        return List.copyOf(spread);
    }

    /** Names of the values before a cut that nodes behind it take. */
    private static Set<String> crossing(Network network, int last) {
        Set<String> behind =
                network.nodes().stream().skip(last + 1L).map(Node::name).collect(Collectors.toSet());
        return network.nodes().stream()
                .skip(last + 1L)
                .flatMap(node -> node.inputs().stream())
                .filter(input -> !behind.contains(input))
                .collect(Collectors.toSet());
    }

    /** The part up to a node. */
    public static Network head(Network network, int last) {
        return new Network(
                network.name() + " up to " + network.nodes().get(last).name(),
                network.inputs(),
                network.nodes().subList(0, last + 1),
                Optional.empty());
    }

    /** The part behind a node, whose value is its input. */
    public static Network tail(Network network, int last) {
        Node cut = network.nodes().get(last);
        List<Node> nodes = network.nodes().stream()
                .skip(last + 1L)
                .map(node -> new Node(
                        node.name(),
                        node.operator(),
                        node.inputs().stream()
                                .map(input -> input.equals(cut.name()) ? Network.INPUT : input)
                                .toList()))
                .toList();
        return new Network(
                network.name() + " behind " + cut.name(), List.of(cut.operator().output()), nodes, Optional.empty());
    }
}

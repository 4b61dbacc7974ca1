package riffle.weights;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import riffle.network.Network;
import riffle.network.Node;

/**
 * What mean square to expect of every value in a network whose inputs are standard normal and whose layers are scaled
 * as in {@link SeededWeights}. An estimate by reasoning, nothing is run.
 */
final class MeanSquares {

    private MeanSquares() {}

    /** Expected mean square by the name of a node or input. */
    static Map<String, Double> of(Network network) {
        Map<String, Double> meanSquares = new HashMap<>();
        for (int i = 0; i < network.inputs().size(); i++) {
            meanSquares.put(Network.inputName(i), 1.0);
        }
        for (Node node : network.nodes()) {
            List<Double> inputs = node.inputs().stream().map(meanSquares::get).toList();
            meanSquares.put(node.name(), node.operator().meanSquare(inputs));
        }
        return meanSquares;
    }
}

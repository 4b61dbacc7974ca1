package riffle.weights;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import riffle.network.Network;
import riffle.network.Node;
import riffle.operator.AddRelu;
import riffle.operator.AvgPool;
import riffle.operator.BatchNorm;
import riffle.operator.ChannelShuffle;
import riffle.operator.Concat;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.FullyConnected;
import riffle.operator.GlobalAvgPool;
import riffle.operator.LocalResponseNorm;
import riffle.operator.MaxPool;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Softmax;

/**
 * What mean square to expect of every value in a network whose inputs are standard normal and whose layers are scaled
 * as in {@link SeededWeights}. An estimate by reasoning, nothing is run.
 */
final class MeanSquares {

    /** The largest of a window of rectified, partly correlated values against one of them. */
    private static final double MAX_POOL_GAIN = 3;

    private MeanSquares() {}

    /** Expected mean square by the name of a node or input. */
    static Map<String, Double> of(Network network) {
        Map<String, Double> meanSquares = new HashMap<>();
        for (int i = 0; i < network.inputs().size(); i++) {
            meanSquares.put(Network.inputName(i), 1.0);
        }
        for (Node node : network.nodes()) {
            List<Double> inputs = node.inputs().stream().map(meanSquares::get).toList();
            meanSquares.put(node.name(), expected(node.operator(), inputs));
        }
        return meanSquares;
    }

    private static double expected(Operator operator, List<Double> in) {
        return switch (operator) {
            // The scale of their weights is chosen for this.
            case Conv2d unused -> 1;
            case PointwiseConv unused -> 1;
            case DepthwiseConv unused -> 1;
            case FullyConnected unused -> 1;
            // Half of the values, being centred, become zero.
            case Relu unused -> in.get(0) / 2;
            // The shortcut is not negative and the branch is centred: little of their sum is lost.
            case AddRelu unused -> in.get(0) + in.get(1);
            case Concat op ->
                (op.first().c() * in.get(0) + op.second().c() * in.get(1))
                        / op.output().c();
            case MaxPool unused -> MAX_POOL_GAIN * in.get(0);
            case LocalResponseNorm op -> in.get(0) * Math.pow(op.k(), -2 * op.beta());
            // Averages of rectified values lose little.
            case AvgPool unused -> in.get(0);
            case GlobalAvgPool unused -> in.get(0);
            // The statistics drawn are nearly neutral.
            case BatchNorm unused -> in.get(0);
            case ChannelShuffle unused -> in.get(0);
            // No layer follows whose scale could depend on it.
            case Softmax unused -> in.get(0);
        };
    }
}

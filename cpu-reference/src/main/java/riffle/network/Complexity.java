package riffle.network;

import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;

/**
 * What a network costs in theory, per image.
 *
 * @param macsConv multiply-adds of the convolutions alone, as the paper's Table 1 counts
 * @param macsTotal multiply-adds of convolutions and fully connected layers, as its Table 8 counts
 * @param parameters learned values; running means and variances do not count
 */
public record Complexity(long macsConv, long macsTotal, long parameters) {

    /**
     * Counts the part of the network that runs at this size, whatever the batch.
     *
     * @throws IllegalArgumentException if the options do not make a network
     */
    public static Complexity of(NetworkSpec spec) {
        Network network = spec.withBatch(1).build();
        long convolutions = network.nodes().stream()
                .map(Node::operator)
                .filter(Complexity::isConvolution)
                .mapToLong(Operator::macs)
                .sum();
        return new Complexity(convolutions, network.cost().macs(), network.parameterCount());
    }

    private static boolean isConvolution(Operator operator) {
        return operator instanceof Conv2d || operator instanceof PointwiseConv || operator instanceof DepthwiseConv;
    }
}

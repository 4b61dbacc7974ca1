package riffle.network;

import riffle.operator.FullyConnected;
import riffle.operator.Operator;
import riffle.operator.Weighted;

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
        // a file may fix the batch: what it counts is then as many images'
        NetworkSpec counted = spec.model() == null ? spec.withBatch(1) : spec;
        Network network = counted.build();
        long convolutions = network.nodes().stream()
                .map(Node::operator)
                .filter(Complexity::isConvolution)
                .mapToLong(Operator::macs)
                .sum();
        return new Complexity(
                convolutions / counted.batch(), network.cost().macs() / counted.batch(), network.parameterCount());
    }

    private static boolean isConvolution(Operator operator) {
        return operator instanceof Weighted && !(operator instanceof FullyConnected);
    }
}

package riffle.weights;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.network.ShuffleNet;
import riffle.network.ShuffleNetStructure;
import riffle.operator.Parameter;

/**
 * What the names in a weights file say.
 *
 * @param dialect whose names they are
 * @param architecture family of the network
 * @param structure which ShuffleNet; the paper's for other families
 * @param nodes from the name of a node to the name that the file has for it
 */
record Naming(Dialect dialect, Architecture architecture, ShuffleNetStructure structure, UnaryOperator<String> nodes) {

    /** Names of a family that has one structure. */
    static Naming of(Dialect dialect, Architecture architecture, UnaryOperator<String> nodes) {
        return new Naming(dialect, architecture, ShuffleNetStructure.PAPER, nodes);
    }

    /**
     * The same for tensors that have Riffle's names and had others before: the structure is still that of their
     * dialect.
     *
     * @param before the dialect that they had; plain if nobody said one
     * @param tensors by their names now
     */
    Naming before(Dialect before, Map<String, NamedTensor> tensors) {
        if (dialect != Dialect.PLAIN || before == Dialect.PLAIN) {
            return this;
        }
        ShuffleNetStructure had = switch (before) {
            // with the channels in the paper's order they have got the paper's bias, too
            case AUTHORS -> tensors.containsKey("fc.bias") ? ShuffleNetStructure.PAPER : ShuffleNetStructure.AUTHORS;
            case LISTING_1 -> ShuffleNetStructure.LISTING_1;
            case LISTING_2 -> ShuffleNetStructure.LISTING_2;
            case PLAIN, TORCHVISION -> ShuffleNetStructure.PAPER;
        };
        return new Naming(before, architecture, had, nodes);
    }

    /**
     * The network with this structure.
     *
     * @throws IllegalArgumentException if the options do not make one
     */
    Network build(NetworkSpec spec) {
        return architecture == Architecture.SHUFFLENET ? ShuffleNet.build(spec, structure) : spec.build();
    }

    /** A network's parameters by the names that they have in the file. */
    Map<String, Parameter> parameters(Network network) {
        Map<String, Parameter> renamed = new LinkedHashMap<>();
        network.parameters().forEach((name, parameter) -> renamed.put(inFile(name), parameter));
        return renamed;
    }

    /** The name in the file of a parameter. */
    String inFile(String parameter) {
        int dot = parameter.lastIndexOf('.');
        return nodes.apply(parameter.substring(0, dot)) + parameter.substring(dot);
    }
}

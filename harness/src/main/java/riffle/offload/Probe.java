package riffle.offload;

import java.util.Optional;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.operator.Operator;

/**
 * Something to time on both sides.
 *
 * @param operator the operator; null for a network
 * @param side rows and columns of the operator's input; 0 for a network
 * @param batch maps at once, of the operator; 0 for a network
 * @param network the network with its size and batch; null for an operator
 * @param part what of the network
 * @param cut index of the last node before the cut; null for the whole
 */
public record Probe(Representative operator, int side, int batch, NetworkSpec network, Portion part, Integer cut) {

    /** What of a network is timed. */
    public enum Portion {
        WHOLE,
        HEAD,
        TAIL
    }

    static Probe of(Representative operator, int side, int batch) {
        return new Probe(operator, side, batch, null, Portion.WHOLE, null);
    }

    static Probe of(NetworkSpec network) {
        return new Probe(null, 0, 0, network, Portion.WHOLE, null);
    }

    static Probe of(NetworkSpec network, Portion part, int cut) {
        return new Probe(null, 0, 0, network, part, cut);
    }

    /** What it is: {@code operator}, {@code unit} or {@code network}. */
    public String kind() {
        return network == null ? "operator" : network.architecture().isUnit() ? "unit" : "network";
    }

    /** The network that it is, or is a part of. */
    public Network whole() {
        if (network != null) {
            return network.build();
        }
        Operator op = operator.at(batch, side);
        Network single = Network.of(op);
        return new Network(operator.title(), single.inputs(), single.nodes(), Optional.empty());
    }

    /** What of the whole is timed. */
    public Network partOf(Network whole) {
        return switch (part) {
            case WHOLE -> whole;
            case HEAD -> NetworkCut.head(whole, cut);
            case TAIL -> NetworkCut.tail(whole, cut);
        };
    }

    /** Whether both are of one network, so that weights and values are the same. */
    public boolean sharesNetwork(Probe other) {
        return network != null && network.equals(other.network);
    }

    /** How progress and reports call it. */
    public String title() {
        return network == null ? operator.title() : network.title();
    }

    /** Rows x columns of the input. */
    public String size() {
        return network == null ? side + "x" + side : network.size();
    }

    /** Maps or images at once. */
    public int images() {
        return network == null ? batch : network.batch();
    }
}

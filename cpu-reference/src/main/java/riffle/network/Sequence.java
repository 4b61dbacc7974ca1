package riffle.network;

import java.util.function.Function;
import riffle.operator.Operator;
import riffle.tensor.Shape;

/** Layers one behind the other, each called by a prefix and its place: as torchvision names those of a sequence. */
final class Sequence {

    private final NetworkBuilder builder;
    private final String prefix;
    private String last;
    private int place;

    /**
     * @param builder the network
     * @param prefix what names begin with, its dot included
     * @param input the node that the first layer takes
     */
    Sequence(NetworkBuilder builder, String prefix, String input) {
        this.builder = builder;
        this.prefix = prefix;
        this.last = input;
    }

    /** Appends a layer, called {@code features.3} in place 3. */
    Sequence add(Function<Shape, Operator> layer) {
        last = builder.add(prefix + place, layer.apply(builder.shape(last)), last);
        place++;
        return this;
    }

    /** Appends what takes one place together, called {@code features.3.} and more. */
    Sequence addPart(Part part) {
        last = part.addTo(builder, prefix + place + ".", last);
        place++;
        return this;
    }

    /** The node that the next layer will take. */
    String last() {
        return last;
    }
}

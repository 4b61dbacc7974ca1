package riffle.network;

import java.util.function.Function;
import riffle.operator.Operator;
import riffle.tensor.Shape;

/** Several operators of a network, for a place in a {@link Sequence}. */
interface Part {

    /** Appends the operators, their names behind a prefix, and returns the name of the last. */
    String addTo(NetworkBuilder builder, String prefix, String input);

    /** Layers one behind the other. */
    @SafeVarargs
    static Part of(Function<Shape, Operator>... layers) {
        return (builder, prefix, input) -> {
            Sequence sequence = new Sequence(builder, prefix, input);
            for (Function<Shape, Operator> layer : layers) {
                sequence.add(layer);
            }
            return sequence.last();
        };
    }
}

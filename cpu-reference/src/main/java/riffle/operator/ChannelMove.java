package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * An operator whose output channels are channels of its one input, as they are, in another order or not all of them.
 * Such operators share a reference: a new one is its rule, its kernel family and its kernel.
 */
public non-sealed interface ChannelMove extends Operator {

    /** Input shape, N x C x H x W. */
    Shape input();

    /** The input channel that an output channel is. */
    int source(int channel);

    @Override
    default List<Shape> inputs() {
        return List.of(input());
    }

    @Override
    default Rounding rounding() {
        return Rounding.MOVED;
    }

    @Override
    default double meanSquare(List<Double> in) {
        return in.get(0);
    }
}

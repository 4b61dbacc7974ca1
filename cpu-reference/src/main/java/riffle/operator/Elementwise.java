package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * An operator that computes each element of its output from the same element of its one input and nothing else. Such
 * operators share a reference and a kernel family: a new one is its function and its kernel.
 */
public non-sealed interface Elementwise extends Operator {

    /** Input shape, N x C x H x W, and that of the output. */
    Shape input();

    /** The function, in double. */
    double of(double x);

    @Override
    default List<Shape> inputs() {
        return List.of(input());
    }

    @Override
    default Shape output() {
        return input();
    }
}

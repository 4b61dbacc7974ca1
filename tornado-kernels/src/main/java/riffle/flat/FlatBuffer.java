package riffle.flat;

import java.nio.FloatBuffer;
import java.util.Optional;
import riffle.plan.Buffer;
import riffle.tensor.Tensor;

/**
 * A buffer of a flat bundle.
 *
 * @param buffer name, role, shape, border and slack
 * @param content of inputs and weights: all its elements as they lie in device memory, borders and slack too
 */
public record FlatBuffer(Buffer buffer, Optional<FloatBuffer> content) {

    /** One that launches fill. */
    static FlatBuffer empty(Buffer buffer) {
        return new FlatBuffer(buffer, Optional.empty());
    }

    /** One of packed weights, zeros after them. */
    static FlatBuffer packed(Buffer buffer, float[] weights) {
        float[] content = new float[buffer.elements()];
        System.arraycopy(weights, 0, content, 0, weights.length);
        return new FlatBuffer(buffer, Optional.of(FloatBuffer.wrap(content)));
    }

    /**
     * An input, zeros around its rows.
     *
     * @throws IllegalArgumentException if the tensor is not of the buffer's shape
     */
    static FlatBuffer input(Buffer buffer, Tensor tensor) {
        if (!tensor.shape().equals(buffer.shape())) {
            throw new IllegalArgumentException(
                    buffer.name() + ": input is " + tensor.shape() + ", expected " + buffer.shape());
        }
        float[] content = new float[buffer.elements()];
        int columns = buffer.shape().w();
        int rows = buffer.shape().h();
        for (int row = 0; row < buffer.shape().elements() / columns; row++) {
            int to = buffer.index(row / rows, row % rows, 0);
            System.arraycopy(tensor.data(), row * columns, content, to, columns);
        }
        return new FlatBuffer(buffer, Optional.of(FloatBuffer.wrap(content)));
    }
}

package riffle.weights;

import java.util.List;

/**
 * A tensor of any rank, as weights files hold them.
 *
 * @param dimensions extents, outermost first; empty for a scalar
 * @param data elements in row-major order; shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // a tensor is its array; copying it would double the memory of a network
public record NamedTensor(List<Integer> dimensions, float[] data) {

    /**
     * @throws IllegalArgumentException if the array does not have exactly the elements of the dimensions
     */
    public NamedTensor {
        dimensions = List.copyOf(dimensions);
        long elements = 1;
        for (int dimension : dimensions) {
            elements = Math.multiplyExact(elements, (long) dimension);
        }
        if (elements != data.length) {
            throw new IllegalArgumentException(
                    "tensor " + dimensions + " needs " + elements + " elements, got " + data.length);
        }
    }
}

package riffle.tensor;

import java.util.Random;

/**
 * A dense float32 tensor. The array is shared, not copied: whoever makes a tensor hands its data over.
 *
 * @param shape extent in NCHW order
 * @param data elements in NCHW order, {@code shape.elements()} of them
 */
@SuppressWarnings("ArrayRecordComponent") // a tensor is its array; copying it would double the memory of a network
public record Tensor(Shape shape, float[] data) {

    /**
     * @throws IllegalArgumentException if the array does not have exactly the elements of the shape
     */
    public Tensor {
        if (data.length != shape.elements()) {
            throw new IllegalArgumentException(
                    "tensor of shape " + shape + " needs " + shape.elements() + " elements, got " + data.length);
        }
    }

    /** A tensor of zeros. */
    public static Tensor zeros(Shape shape) {
        return new Tensor(shape, new float[shape.elements()]);
    }

    /** Normally distributed values (mean 0, deviation 1) from a seed: the same on every machine. */
    public static Tensor random(Shape shape, long seed) {
        Random random = new Random(seed);
        float[] data = new float[shape.elements()];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) random.nextGaussian();
        }
        return new Tensor(shape, data);
    }

    /** Element (n, c, y, x). */
    public float get(int n, int c, int y, int x) {
        return data[shape.index(n, c, y, x)];
    }

    /** The same elements seen as another shape. */
    public Tensor reshape(Shape other) {
        return new Tensor(other, data);
    }
}

package riffle.onnx.read;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import riffle.weights.NamedTensor;

/**
 * A tensor that is known: an initialiser, or what was computed of them. Large ones are decoded when they are asked for.
 *
 * @param dims extents
 * @param kind which kind of numbers
 * @param floats the elements, row-major, of real ones
 * @param integers the elements, row-major, of whole ones
 */
record Constant(List<Integer> dims, Kind kind, Supplier<float[]> floats, Supplier<long[]> integers) implements Value {

    /** Kinds of numbers that are read. */
    enum Kind {
        REAL,
        INTEGER
    }

    Constant {
        dims = List.copyOf(dims);
    }

    static Constant real(List<Integer> dims, Supplier<float[]> floats) {
        return new Constant(dims, Kind.REAL, floats, () -> whole(floats.get()));
    }

    static Constant integer(List<Integer> dims, long... values) {
        return new Constant(dims, Kind.INTEGER, () -> real(values), () -> values);
    }

    /** One value everywhere. */
    static Constant uniform(List<Integer> dims, float value) {
        return real(dims, () -> {
            float[] data = new float[Dims.product(dims, 0, dims.size())];
            Arrays.fill(data, value);
            return data;
        });
    }

    boolean isReal() {
        return kind == Kind.REAL;
    }

    int elements() {
        return Dims.product(dims, 0, dims.size());
    }

    /** The same elements with other extents. */
    Constant as(List<Integer> other) {
        return new Constant(other, kind, floats, integers);
    }

    /** For a weights table, with the extents that its parameter has. */
    NamedTensor tensor(List<Integer> extents) {
        return new NamedTensor(extents, floats.get());
    }

    private static float[] real(long[] values) {
        float[] data = new float[values.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = values[i];
        }
        return data;
    }

    private static long[] whole(float[] values) {
        long[] data = new long[values.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = (long) values[i];
        }
        return data;
    }
}

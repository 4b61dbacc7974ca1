package riffle.operator;

import java.util.List;

/**
 * A learned parameter of an operator.
 *
 * @param name the last part of its name in a weights file: {@code weight}, {@code bias}, {@code running_mean}, ...
 * @param dimensions its extents, outermost first, as PyTorch stores them
 */
public record Parameter(String name, List<Integer> dimensions) {

    /**
     * @throws ArithmeticException never for operators that were accepted: their checks bound the parameters too
     */
    public Parameter {
        dimensions = List.copyOf(dimensions);
    }

    static Parameter of(String name, Integer... dimensions) {
        return new Parameter(name, List.of(dimensions));
    }

    /** Number of elements. */
    public int elements() {
        int elements = 1;
        for (int dimension : dimensions) {
            elements = Math.multiplyExact(elements, dimension);
        }
        return elements;
    }
}

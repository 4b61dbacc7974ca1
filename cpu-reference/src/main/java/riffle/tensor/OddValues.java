package riffle.tensor;

import java.util.Optional;
import java.util.function.DoublePredicate;

/** Unusual values of a tensor, in words for a message: how many of how many, and the first. */
public final class OddValues {

    private OddValues() {}

    /** NaN and infinities; nothing if all values are finite. */
    public static Optional<String> notFinite(float[] data) {
        return told(data, value -> !Double.isFinite(value), "value that is not finite", "values that are not finite");
    }

    /** Values below zero; nothing if there are none. */
    public static Optional<String> negative(float[] data) {
        return told(data, value -> value < 0, "value below zero", "values below zero");
    }

    private static Optional<String> told(float[] data, DoublePredicate odd, String one, String several) {
        int count = 0;
        int first = -1;
        for (int i = 0; i < data.length; i++) {
            if (odd.test(data[i])) {
                count++;
                first = first < 0 ? i : first;
            }
        }
        return count == 0
                ? Optional.empty()
                : Optional.of(count + " " + (count == 1 ? one : several) + " among " + data.length + ", the first "
                        + data[first] + " at element " + first);
    }
}

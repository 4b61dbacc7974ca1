package riffle.tensor;

import java.util.Optional;

/** Values that stand out of a tensor, told in words for a message: how many of how many, and the first. */
public final class OddValues {

    private OddValues() {}

    /** NaN and infinities; nothing if all values are finite. */
    public static Optional<String> notFinite(float[] data) {
        int count = 0;
        int first = -1;
        for (int i = 0; i < data.length; i++) {
            if (!Float.isFinite(data[i])) {
                count++;
                first = first < 0 ? i : first;
            }
        }
        return told(data, count, first, count == 1 ? "value that is not finite" : "values that are not finite");
    }

    /** Values below zero; nothing if there are none. */
    public static Optional<String> negative(float[] data) {
        int count = 0;
        int first = -1;
        for (int i = 0; i < data.length; i++) {
            if (data[i] < 0) {
                count++;
                first = first < 0 ? i : first;
            }
        }
        return told(data, count, first, count == 1 ? "value below zero" : "values below zero");
    }

    private static Optional<String> told(float[] data, int count, int first, String what) {
        return count == 0
                ? Optional.empty()
                : Optional.of(count + " " + what + " among " + data.length + ", the first " + data[first]
                        + " at element " + first);
    }
}

package riffle.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Values that no sound training leaves: NaN, infinities, and variances below zero. */
final class Faults {

    private static final String VARIANCE = "running_var";

    private Faults() {}

    /** What is wrong with the first tensor that is not sound, and how many more there are; nothing if all are. */
    static Optional<String> of(Map<String, NamedTensor> tensors) {
        List<String> faults = new ArrayList<>();
        new TreeMap<>(tensors).forEach((name, tensor) -> in(name, tensor.data()).ifPresent(faults::add));
        return faults.isEmpty()
                ? Optional.empty()
                : Optional.of(faults.getFirst() + (faults.size() == 1 ? "" : "; and so in " + more(faults.size() - 1)));
    }

    private static String more(int count) {
        return count == 1 ? "1 more tensor" : count + " more tensors";
    }

    private static Optional<String> in(String name, float[] data) {
        boolean variances = name.endsWith(VARIANCE);
        int strange = 0;
        int negative = 0;
        int first = -1;
        for (int i = 0; i < data.length; i++) {
            boolean odd = !Float.isFinite(data[i]);
            boolean below = variances && data[i] < 0;
            if (odd || below) {
                strange += odd ? 1 : 0;
                negative += below && !odd ? 1 : 0;
                first = first < 0 ? i : first;
            }
        }
        if (first < 0) {
            return Optional.empty();
        }
        List<String> kinds = new ArrayList<>();
        if (strange > 0) {
            kinds.add(strange + (strange == 1 ? " value that is not finite" : " values that are not finite"));
        }
        if (negative > 0) {
            kinds.add(negative + (negative == 1 ? " variance below zero" : " variances below zero"));
        }
        return Optional.of("tensor " + SafeTensorsHeader.quote(name) + " has " + String.join(" and ", kinds) + " among "
                + data.length + ", the first " + data[first] + " at element " + first);
    }
}

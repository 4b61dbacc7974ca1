package riffle.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import riffle.tensor.OddValues;

/** Values that no sound training leaves: NaN, infinities, and variances below zero. */
final class Faults {

    private static final String VARIANCE = "running_var";

    private Faults() {}

    /** What is wrong with the first tensor that is not sound, and how many more there are; nothing if all are. */
    static Optional<String> of(Map<String, NamedTensor> tensors) {
        List<String> faults = new ArrayList<>();
        new TreeMap<>(tensors)
                .forEach((name, tensor) -> in(name, tensor.data())
                        .ifPresent(fault -> faults.add("tensor " + SafeTensorsHeader.quote(name) + " has " + fault)));
        int more = faults.size() - 1;
        return faults.isEmpty()
                ? Optional.empty()
                : Optional.of(faults.getFirst()
                        + (more == 0 ? "" : "; and so has " + more + (more == 1 ? " more tensor" : " more tensors")));
    }

    private static Optional<String> in(String name, float[] data) {
        Optional<String> odd = OddValues.notFinite(data);
        return odd.isEmpty() && name.endsWith(VARIANCE) ? OddValues.negative(data) : odd;
    }
}

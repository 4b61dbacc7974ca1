package riffle.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which buffers use the array of another, for an executor whose arrays begin where its memory begins. Intermediate
 * values that are never alive together share the array of the largest; with a border, whose zeros no kernel writes,
 * only those of the same shape and border. Inputs and outputs keep their own, which travel as a whole.
 *
 * @param arrays by id of a buffer the id of the one whose array it uses
 */
public record SharedArrays(Map<Integer, Integer> arrays) {

    public SharedArrays {
        arrays = Map.copyOf(arrays);
    }

    /** Those of a plan: the largest first, each in the first array where it fits. */
    public static SharedArrays of(Plan plan) {
        Liveness liveness = Liveness.of(plan);
        Map<Integer, Integer> arrays = new HashMap<>();
        plan.buffers().forEach(buffer -> arrays.put(buffer.id(), buffer.id()));
        List<List<Buffer>> shared = new ArrayList<>();
        plan.buffers(Buffer.Role.INTERMEDIATE).stream()
                .sorted(Comparator.comparing((Buffer buffer) -> -buffer.elements())
                        .thenComparing(Buffer::id))
                .forEach(buffer -> {
                    for (List<Buffer> array : shared) {
                        if (bordersAgree(array.getFirst(), buffer)
                                && array.stream().noneMatch(other -> liveness.together(other, buffer))) {
                            array.add(buffer);
                            arrays.put(buffer.id(), array.getFirst().id());
                            return;
                        }
                    }
                    shared.add(new ArrayList<>(List.of(buffer)));
                });
        return new SharedArrays(arrays);
    }

    /** The id of the buffer whose array a buffer uses: its own, or that of one with at least as many elements. */
    public int of(int id) {
        return arrays.get(id);
    }

    private static boolean bordersAgree(Buffer one, Buffer other) {
        return one.border() == other.border()
                && (one.border() == 0 || one.shape().equals(other.shape()));
    }
}

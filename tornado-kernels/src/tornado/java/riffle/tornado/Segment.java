package riffle.tornado;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import riffle.plan.KernelCall;
import riffle.plan.Plan;
import riffle.plan.SharedArrays;

/**
 * As many calls of a plan as one task graph holds. Three limits are fixed in TornadoVM 5.2: 256 tasks; 8192 bytes of
 * high-level code, 15 a task and 5 an argument; and 1024 nodes, three for each object (itself, its allocation or copy,
 * its release) and three for each task. Beyond them it fails.
 *
 * <p>Values that a later segment needs stay on the device. Only the graph that ran just before can hand them over, so
 * each segment passes on what it received and its successors still need.
 *
 * @param name of its task graph
 * @param calls that it runs
 * @param received ids of the arrays that it takes over from the segment before
 * @param kept ids of the arrays that it leaves to the next
 */
record Segment(String name, List<KernelCall> calls, Set<Integer> received, Set<Integer> kept) {

    private static final int TASKS = 256;
    private static final int CODE_BYTES = 8192;
    private static final int TASK_BYTES = 15;
    private static final int ARGUMENT_BYTES = 5;
    private static final int NODES = 1024;

    /** Room for values that are only passed on, three nodes each, and for the graph's own nodes. */
    private static final int SPARE_NODES = 64;

    /**
     * The segments of a plan, in order: as few as the limits allow.
     *
     * @param arrays which array each buffer uses
     */
    static List<Segment> of(Plan plan, SharedArrays arrays) {
        List<List<KernelCall>> parts = split(plan, arrays);
        List<Segment> segments = new ArrayList<>();
        Set<Integer> known = new LinkedHashSet<>();
        Set<Integer> received = Set.of();
        for (int i = 0; i < parts.size(); i++) {
            for (KernelCall call : parts.get(i)) {
                call.buffers().stream().map(arrays::of).forEach(known::add);
            }
            Set<Integer> kept = new LinkedHashSet<>();
            for (List<KernelCall> later : parts.subList(i + 1, parts.size())) {
                for (KernelCall call : later) {
                    call.buffers().stream()
                            .map(arrays::of)
                            .filter(known::contains)
                            .forEach(kept::add);
                }
            }
            segments.add(new Segment("g" + i, parts.get(i), received, kept));
            received = kept;
        }
        return segments;
    }

    private static List<List<KernelCall>> split(Plan plan, SharedArrays arrays) {
        List<List<KernelCall>> parts = new ArrayList<>();
        List<KernelCall> part = new ArrayList<>();
        for (KernelCall call : plan.calls()) {
            List<KernelCall> longer = new ArrayList<>(part);
            longer.add(call);
            if (!part.isEmpty() && !fits(longer, arrays)) {
                parts.add(part);
                part = new ArrayList<>();
            }
            part.add(call);
        }
        parts.add(part);
        return parts;
    }

    private static boolean fits(List<KernelCall> calls, SharedArrays arrays) {
        Set<Integer> objects = new HashSet<>();
        int shapes = 0;
        int bytes = 0;
        for (KernelCall call : calls) {
            int shape = call.shape().isEmpty() ? 0 : 1;
            call.buffers().stream().map(arrays::of).forEach(objects::add);
            shapes += shape;
            bytes += TASK_BYTES + ARGUMENT_BYTES * (1 + shape + call.buffers().size());
        }
        int nodes = 3 * (objects.size() + shapes + 1 + calls.size());
        return calls.size() <= TASKS && bytes <= CODE_BYTES && nodes <= NODES - SPARE_NODES;
    }
}

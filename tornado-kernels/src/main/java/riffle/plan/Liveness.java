package riffle.plan;

import java.util.List;

/**
 * From which launch to which one a plan's activations are alive: what holds an input, an output or a value between
 * launches. Weights are always alive. Two activations that are never alive together may lie in the same memory.
 */
public final class Liveness {

    /** Before the first launch. */
    private static final int START = -1;

    private final Plan plan;
    private final int[] first;
    private final int[] last;

    private Liveness(Plan plan, int[] first, int[] last) {
        this.plan = plan;
        this.first = first;
        this.last = last;
    }

    /** That of a plan which {@link Bounds} has passed. */
    public static Liveness of(Plan plan) {
        int buffers = plan.buffers().size();
        int end = plan.calls().size();
        int[] first = new int[buffers];
        int[] last = new int[buffers];
        for (int id = 0; id < buffers; id++) {
            first[id] = end;
            last[id] = START;
        }
        for (int call = 0; call < end; call++) {
            for (int id : plan.calls().get(call).buffers()) {
                first[id] = Math.min(first[id], call);
                last[id] = call;
            }
        }
        for (Buffer buffer : plan.buffers()) {
            switch (buffer.role()) {
                case INPUT -> first[buffer.id()] = START;
                case OUTPUT -> last[buffer.id()] = end;
                case WEIGHTS -> {
                    first[buffer.id()] = START;
                    last[buffer.id()] = end;
                }
                case INTERMEDIATE, SCRATCH -> {}
            }
        }
        return new Liveness(plan, first, last);
    }

    /** What is no weights, by id. */
    public static List<Buffer> activations(Plan plan) {
        return plan.buffers().stream()
                .filter(buffer -> buffer.role() != Buffer.Role.WEIGHTS)
                .toList();
    }

    /** Whether there is a launch during which both are alive. */
    public boolean together(Buffer one, Buffer other) {
        return first[one.id()] <= last[other.id()] && first[other.id()] <= last[one.id()];
    }

    /**
     * Bytes of the activations that are alive during the launch where these are most: less memory than that no plan
     * needs.
     */
    public long largestSetBytes() {
        List<Buffer> activations = activations(plan);
        long largest = 0;
        for (int call = START; call <= plan.calls().size(); call++) {
            long bytes = 0;
            for (Buffer buffer : activations) {
                if (first[buffer.id()] <= call && call <= last[buffer.id()]) {
                    bytes += bytes(buffer);
                }
            }
            largest = Math.max(largest, bytes);
        }
        return largest;
    }

    static long bytes(Buffer buffer) {
        return (long) Float.BYTES * buffer.elements();
    }
}

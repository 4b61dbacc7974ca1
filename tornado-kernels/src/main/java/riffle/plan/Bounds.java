package riffle.plan;

import static riffle.plan.step.Exact.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import riffle.plan.family.Kernel;
import riffle.plan.step.Reach;

/**
 * Whether a plan keeps to its buffers. A plan that passes makes no work-item of any launch read or write outside the
 * elements of its buffers, overflow an int or divide by zero, and reads no buffer before launches have written all of
 * it.
 */
public final class Bounds {

    /** Of a network; {@code riffle-run} has as many. */
    private static final int MOST_INPUTS = 8;

    private Bounds() {}

    /**
     * Refuses a plan that does not.
     *
     * @throws IllegalArgumentException if the plan does not pass; the message names the call or buffer and what was
     *     expected
     */
    public static void check(Plan plan) {
        checkBuffers(plan);
        long[] written = new long[plan.buffers().size()];
        for (int i = 0; i < plan.calls().size(); i++) {
            KernelCall call = plan.calls().get(i);
            try {
                checkCall(call, plan.buffers(), written);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "call " + i + " (" + call.launch().name() + ", "
                                + call.kernel().method() + "): " + e.getMessage(),
                        e);
            }
        }
        for (Buffer buffer : plan.buffers()) {
            requireFilled(buffer, written, "when the plan ends");
        }
    }

    private static void checkBuffers(Plan plan) {
        Set<Integer> weights = new TreeSet<>();
        for (int i = 0; i < plan.buffers().size(); i++) {
            Buffer buffer = plan.buffers().get(i);
            require(buffer.id() == i, "buffer " + i + " has id " + buffer.id());
            if (buffer.role() == Buffer.Role.WEIGHTS) {
                weights.add(i);
            }
        }
        int inputs = plan.buffers(Buffer.Role.INPUT).size();
        require(inputs >= 1 && inputs <= MOST_INPUTS, inputs + " buffers are inputs, expected 1 to " + MOST_INPUTS);
        int outputs = plan.buffers(Buffer.Role.OUTPUT).size();
        require(outputs == 1, outputs + " buffers are outputs, expected one");
        require(
                weights.equals(plan.packings().keySet()),
                "buffers of weights are " + weights + ", but packings are given for "
                        + new TreeSet<>(plan.packings().keySet()));
        for (int id : weights) {
            Buffer buffer = plan.buffers().get(id);
            try {
                PackedSize.check(plan.packings().get(id), buffer);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name(buffer) + ": " + e.getMessage(), e);
            }
        }
    }

    private static void checkCall(KernelCall call, List<Buffer> buffers, long[] written) {
        List<Buffer> arguments = new ArrayList<>();
        for (int id : call.buffers()) {
            require(id >= 0 && id < buffers.size(), "buffer " + id + " is not one of the " + buffers.size());
            arguments.add(buffers.get(id));
        }
        Reach reach = call.kernel().reach(call.shape(), call.range());
        for (int i = 0; i < arguments.size(); i++) {
            Buffer buffer = arguments.get(i);
            require(
                    reach.last().get(i) < buffer.elements(),
                    call.kernel().buffers().get(i) + " reaches element "
                            + reach.last().get(i) + " of " + name(buffer) + ", which has " + buffer.elements());
        }
        Buffer y = arguments.getLast();
        require(
                y.role() == Buffer.Role.INTERMEDIATE || y.role() == Buffer.Role.OUTPUT,
                "writes " + name(y) + ", whose role is " + y.role());
        for (int i = 0; i < arguments.size() - 1; i++) {
            Buffer read = arguments.get(i);
            require(read.id() != y.id(), "reads and writes " + name(y));
            boolean scratch = call.kernel().buffers().get(i).equals(Kernel.SCRATCH);
            require(
                    scratch == (read.role() == Buffer.Role.SCRATCH),
                    call.kernel().buffers().get(i) + " is " + name(read) + ", whose role is " + read.role());
            requireFilled(read, written, "when it is read");
        }
        written[y.id()] += reach.written();
    }

    private static void requireFilled(Buffer buffer, long[] written, String when) {
        if (buffer.role() == Buffer.Role.INTERMEDIATE || buffer.role() == Buffer.Role.OUTPUT) {
            require(
                    written[buffer.id()] >= buffer.shape().elements(),
                    "only " + written[buffer.id()] + " of the " + buffer.shape().elements() + " elements of "
                            + name(buffer) + " are written " + when);
        }
    }

    private static String name(Buffer buffer) {
        return "buffer " + buffer.id() + " (" + buffer.name() + ")";
    }
}

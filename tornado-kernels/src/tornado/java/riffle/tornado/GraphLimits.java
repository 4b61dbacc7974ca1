package riffle.tornado;

import riffle.execution.ExecutionException;
import riffle.plan.KernelCall;
import riffle.plan.Plan;

/**
 * What fits one task graph of TornadoVM 5.2: 256 tasks, and 8192 bytes of high-level code at 15 bytes a task and 5 an
 * argument. Both limits are fixed in TornadoVM; beyond them it overflows.
 */
final class GraphLimits {

    private static final int TASKS = 256;
    private static final int CODE_BYTES = 8192;
    private static final int TASK_BYTES = 15;
    private static final int ARGUMENT_BYTES = 5;

    private GraphLimits() {}

    /**
     * @throws ExecutionException saying how far the plan is over which limit
     */
    static void check(Plan plan) {
        int tasks = plan.calls().size();
        int bytes = plan.calls().stream().mapToInt(GraphLimits::codeBytes).sum();
        if (tasks > TASKS || bytes > CODE_BYTES) {
            throw new ExecutionException(
                    plan.network() + ", " + plan.kind().label() + ": " + tasks + " launches and " + bytes
                            + " bytes of code, a task graph of TornadoVM holds " + TASKS + " and " + CODE_BYTES
                            + "; the fused plan is shorter",
                    null);
        }
    }

    private static int codeBytes(KernelCall call) {
        int context = 1;
        int shape = call.shape().isEmpty() ? 0 : 1;
        return TASK_BYTES + ARGUMENT_BYTES * (context + shape + call.buffers().size());
    }
}

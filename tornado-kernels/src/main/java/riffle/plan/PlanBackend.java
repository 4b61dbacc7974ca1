package riffle.plan;

import riffle.execution.Backend;
import riffle.execution.Device;
import riffle.execution.Execution;
import riffle.weights.Weights;

/** A backend that also runs plans made elsewhere: of micro-kernels, of parts of kernels, cut in other ways. */
public interface PlanBackend extends Backend {

    /**
     * Makes a plan ready.
     *
     * @throws riffle.execution.ExecutionException if compilation or allocation failed
     */
    Execution prepare(Plan plan, Weights weights, Device device);

    /** How micro-kernels fill a device. */
    MicroPlan.Layout layout(Device device);
}

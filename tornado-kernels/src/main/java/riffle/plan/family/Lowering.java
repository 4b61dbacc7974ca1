package riffle.plan.family;

import java.util.function.Function;
import riffle.plan.step.Access;
import riffle.plan.step.Target;

/**
 * How a family computes a step.
 *
 * @param access what buffers of the step must allow
 * @param lowered the call, once the border of its result is known
 */
public record Lowering(Access access, Function<Target, Lowered> lowered) {

    /** Of a kernel that reads and writes dense planes, whatever it is lowered for. */
    static Lowering dense(Lowered call) {
        return new Lowering(Access.DENSE, target -> call);
    }
}

package riffle.plan.step;

import java.util.List;

/**
 * How far one launch reaches into each of its buffers.
 *
 * @param last largest index read or written in each buffer, in the order of the kernel's buffers
 * @param written elements of the last buffer that the launch writes
 */
public record Reach(List<Integer> last, int written) {

    public Reach {
        last = List.copyOf(last);
    }
}

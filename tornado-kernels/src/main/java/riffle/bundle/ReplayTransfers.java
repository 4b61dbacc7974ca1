package riffle.bundle;

import java.nio.FloatBuffer;
import java.util.List;
import riffle.plan.Buffer;
import riffle.plan.Plan;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** Brings a plan's inputs into device memory and its output out of it. */
final class ReplayTransfers {

    private final Plan plan;
    private final ReplayMemory memory;
    private final long[] buffers;

    /**
     * @param buffers the memory of each of the plan's buffers
     */
    ReplayTransfers(Plan plan, ReplayMemory memory, long[] buffers) {
        this.plan = plan;
        this.memory = memory;
        this.buffers = buffers;
    }

    /**
     * @throws IllegalArgumentException if a tensor is not of its input's shape
     */
    void upload(List<Tensor> inputs, ReplayEvents events) {
        List<Buffer> to = plan.buffers(Buffer.Role.INPUT);
        for (int i = 0; i < to.size(); i++) {
            Buffer buffer = to.get(i);
            Tensor tensor = inputs.get(i);
            if (!tensor.shape().equals(buffer.shape())) {
                throw new IllegalArgumentException(
                        plan.network() + ": input is " + tensor.shape() + ", expected " + buffer.shape());
            }
            memory.write(
                    buffers[buffer.id()],
                    buffer.elements(),
                    image -> fill(buffer, tensor, image.asFloatBuffer()),
                    events);
        }
    }

    /** Makes every element of the output something that no kernel computes: a pass that writes nothing must not pass. */
    void spoil() {
        Buffer buffer = output();
        memory.fill(buffers[buffer.id()], buffer.elements(), Float.NaN);
    }

    /** Brings the output to the host once everything enqueued has finished. */
    Tensor download(ReplayEvents events) {
        Buffer buffer = output();
        Tensor output = Tensor.zeros(buffer.shape());
        memory.read(
                buffers[buffer.id()],
                output.data().length,
                image -> image.asFloatBuffer().get(output.data()),
                events);
        return output;
    }

    private Buffer output() {
        return plan.buffers(Buffer.Role.OUTPUT).getFirst();
    }

    private static void fill(Buffer buffer, Tensor tensor, FloatBuffer to) {
        Shape shape = buffer.shape();
        if (buffer.border() == 0) {
            to.put(0, tensor.data());
            return;
        }
        for (int plane = 0; plane < shape.n() * shape.c(); plane++) {
            for (int row = 0; row < shape.h(); row++) {
                int from = (plane * shape.h() + row) * shape.w();
                to.put(buffer.index(plane, row, 0), tensor.data(), from, shape.w());
            }
        }
    }
}

package riffle.replay;

import java.nio.FloatBuffer;
import java.util.List;
import riffle.plan.Buffer;
import riffle.plan.Plan;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** Brings a plan's inputs into device memory and its output out of it. */
final class ReplayTransfers {

    private final ReplayMemory memory;
    private final long[] buffers;
    private final List<Buffer> inputs;
    private final Buffer output;

    /**
     * @param buffers the memory of each of the plan's buffers
     */
    ReplayTransfers(Plan plan, ReplayMemory memory, long[] buffers) {
        this.memory = memory;
        this.buffers = buffers;
        this.inputs = plan.buffers(Buffer.Role.INPUT);
        this.output = plan.buffers(Buffer.Role.OUTPUT).getFirst();
    }

    /**
     * @throws IllegalArgumentException if a tensor is not of its input's shape
     */
    void upload(List<Tensor> tensors, ReplayEvents events) {
        for (int i = 0; i < inputs.size(); i++) {
            Buffer buffer = inputs.get(i);
            Tensor tensor = tensors.get(i);
            if (!tensor.shape().equals(buffer.shape())) {
                throw new IllegalArgumentException(
                        buffer.name() + ": input is " + tensor.shape() + ", expected " + buffer.shape());
            }
            memory.write(
                    buffers[buffer.id()],
                    buffer.elements(),
                    image -> fill(buffer, tensor, image.asFloatBuffer()),
                    events);
        }
    }

    /**
     * Makes every element of the output something that no kernel computes: a pass that writes nothing must not pass.
     */
    void spoil() {
        memory.fill(buffers[output.id()], output.elements(), Float.NaN);
    }

    /** Brings the output to the host once everything enqueued has finished. */
    Tensor download(ReplayEvents events) {
        Tensor tensor = Tensor.zeros(output.shape());
        memory.read(
                buffers[output.id()],
                tensor.data().length,
                image -> image.asFloatBuffer().get(tensor.data()),
                events);
        return tensor;
    }

    private static void fill(Buffer buffer, Tensor tensor, FloatBuffer to) {
        Shape shape = buffer.shape();
        if (buffer.border() == 0) {
            to.put(0, tensor.data());
            return;
        }
        // the border too: what lay in this memory since the last run has left something there
        int sides = 2 * buffer.border();
        float[] zeros = new float[buffer.border() * (shape.w() + sides + 1)];
        for (int plane = 0; plane < shape.n() * shape.c(); plane++) {
            to.put(zeros);
            for (int row = 0; row < shape.h(); row++) {
                int from = (plane * shape.h() + row) * shape.w();
                to.put(tensor.data(), from, shape.w());
                if (row < shape.h() - 1) {
                    to.put(zeros, 0, sides);
                }
            }
            to.put(zeros);
        }
    }
}

package riffle.execution;

import java.util.List;
import riffle.tensor.Tensor;

/** A network made ready on a device. Not thread-safe. */
public interface Execution extends AutoCloseable {

    /** Its launches, in order. */
    List<Launch> launches();

    /** Nanoseconds spent compiling kernels, before the first run. */
    long compileNanos();

    /**
     * One forward pass, inputs and output on the host.
     *
     * @throws ExecutionException if the device failed
     */
    Sample run(List<Tensor> inputs);

    /** Frees the device's memory. */
    @Override
    void close();
}

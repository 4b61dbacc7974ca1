package riffle.execution;

import java.util.List;
import java.util.Optional;
import riffle.tensor.Tensor;

/** A network made ready on a device. Not thread-safe. */
public interface Execution extends AutoCloseable {

    /** Its launches, in order. */
    List<Launch> launches();

    /** Nanoseconds spent compiling kernels, before the first run. */
    long compileNanos();

    /** Nanoseconds spent on the plan and on finding its kernels, before compiling; 0 where that is not told apart. */
    default long planNanos() {
        return 0;
    }

    /** What a reader of its times must know; nothing where there is nothing to say. */
    default Optional<String> note() {
        return Optional.empty();
    }

    /** The memory that it holds on the device; nothing where that is not known. */
    default Optional<DeviceMemory> memory() {
        return Optional.empty();
    }

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

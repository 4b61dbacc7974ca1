package riffle.result;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * How long a worker process took from the moment it was asked for to its first verified result, step by step, in
 * milliseconds of the host's clock.
 *
 * @param driverCacheEmpty whether it began with an empty folder for what the OpenCL driver has compiled; false where
 *     the driver uses its own
 * @param processMs the process, the Java machine, reading the request
 * @param deviceMs loading the driver, finding the device
 * @param inputsMs reading weights and the expected output from files
 * @param planMs making the plan and reading the kernels; 0 where the backend does not tell it from {@code memoryMs}
 * @param compileMs building programs, by the driver or TornadoVM
 * @param memoryMs allocating buffers, packing weights and bringing them to the device
 * @param firstPassMs the first pass
 * @param verificationMs comparing its output with the reference's
 */
public record Start(
        boolean driverCacheEmpty,
        double processMs,
        double deviceMs,
        double inputsMs,
        double planMs,
        double compileMs,
        double memoryMs,
        double firstPassMs,
        double verificationMs) {

    /** All steps together. */
    @JsonIgnore
    public double totalMs() {
        return processMs + deviceMs + inputsMs + planMs + compileMs + memoryMs + firstPassMs + verificationMs;
    }
}

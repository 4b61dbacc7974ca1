package riffle.result;

/**
 * What a run was asked to measure: enough to resume it.
 *
 * @param full whether more than the usual matrix
 * @param blocks blocks in all
 * @param samples timed passes of each process, at most
 * @param device index or part of the name of the OpenCL device; null for the first
 */
public record Job(boolean full, int blocks, int samples, String device) {}

package riffle.execution;

/**
 * Something that runs networks.
 *
 * @param index position in {@link Backend#devices()}
 * @param name the driver's name of it
 * @param platform the OpenCL platform with its version, or the JVM
 * @param driver driver version
 * @param computeUnits what runs at once: cores of a CPU, compute units of a GPU
 */
public record Device(int index, String name, String platform, String driver, int computeUnits) {}

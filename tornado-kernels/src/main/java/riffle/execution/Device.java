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
public record Device(int index, String name, String platform, String driver, int computeUnits) {

    private static final String POCL = "Portable Computing Language";

    /** Whether it is a device of PoCL, which takes settings that OpenCL itself does not define. */
    public boolean isPocl() {
        return isPocl(platform);
    }

    /** Whether an OpenCL platform, by its name with or without its version, is PoCL. */
    public static boolean isPocl(String platform) {
        return platform.startsWith(POCL);
    }
}

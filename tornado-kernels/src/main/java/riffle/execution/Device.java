package riffle.execution;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Something that runs networks.
 *
 * @param index number that chooses it, rising in {@link Backend#devices()}; the same in all backends that reach it by
 *     OpenCL
 * @param name the driver's name of it
 * @param platform the OpenCL platform with its version, or the JVM
 * @param driver driver version
 * @param computeUnits what runs at once: cores of a CPU, compute units of a GPU
 * @param vendor who made it, as the driver says; empty where nobody says
 * @param identity what stays the same when its driver is updated: who implements OpenCL, type and model; of other
 *     devices the name
 */
public record Device(
        int index, String name, String platform, String driver, int computeUnits, String vendor, String identity) {

    private static final String POCL = "Portable Computing Language";

    @JsonCreator
    public Device {}

    /** One that is no OpenCL device: its name is its identity. */
    public Device(int index, String name, String platform, String driver, int computeUnits) {
        this(index, name, platform, driver, computeUnits, "", name);
    }

    /** The same with another number of compute units. */
    public Device withComputeUnits(int units) {
        return new Device(index, name, platform, driver, units, vendor, identity);
    }

    /**
     * Whether a part of what people call it, upper or lower case, names it: of its name, platform, vendor or identity.
     */
    public boolean isCalled(String part) {
        String wanted = part.toLowerCase(Locale.ROOT);
        return Stream.of(name, platform, vendor, identity)
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
    }

    /** Index, name and platform, as lists of devices show it. */
    public String listed() {
        return index + " = " + name + " (" + platform + ")";
    }

    /** Whether it is a device of PoCL, which takes settings that OpenCL itself does not define. */
    public boolean isPocl() {
        return isPocl(platform);
    }

    /** Whether an OpenCL platform, by its name with or without its version, is PoCL. */
    public static boolean isPocl(String platform) {
        return platform.startsWith(POCL);
    }
}

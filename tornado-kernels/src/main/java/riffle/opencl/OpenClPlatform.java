package riffle.opencl;

import java.util.List;
import riffle.execution.Device;

/**
 * A platform of the OpenCL library, as far as it answers.
 *
 * @param name its name and version
 * @param devices what runs networks here, by their index over all platforms
 * @param failures what does not, each in a line: a device's name and what is wrong with it, or a call of the platform
 *     that failed
 */
public record OpenClPlatform(String name, List<Device> devices, List<String> failures) {

    public OpenClPlatform {
        devices = List.copyOf(devices);
        failures = List.copyOf(failures);
    }
}

package riffle.opencl;

import java.util.List;

/**
 * An OpenCL platform, as it describes itself.
 *
 * @param name platform name
 * @param version OpenCL version and the vendor's own
 * @param devices its devices, of every type
 */
public record Platform(String name, String version, List<Device> devices) {

    public Platform {
        devices = List.copyOf(devices);
    }

    /**
     * An OpenCL device, as it describes itself.
     *
     * @param name device name
     * @param version OpenCL version
     * @param driver driver version
     * @param computeUnits compute units: cores of a CPU
     */
    public record Device(String name, String version, String driver, int computeUnits) {}
}

package riffle.doctor;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import riffle.execution.Device;

/** What is there of the JDK, TornadoVM and peers; {@link OpenClFindings} has OpenCL. */
public final class Doctor {

    /** The TornadoVM that the kernels are built and tested with. */
    public static final String TORNADO_VERSION = "5.2.0-jdk25";

    /** How to get TornadoVM. */
    public static final String GET_TORNADO = "sdk install tornadovm " + TORNADO_VERSION + "-opencl";

    private static final int JDK = 25;

    private Doctor() {}

    /** The Java that runs this. */
    public static Finding java(Runtime.Version version, Path home) {
        String detail = version + " at " + home;
        return version.feature() == JDK
                ? Finding.found("JDK " + JDK, detail)
                : Finding.missing(
                        "JDK " + JDK, "this is " + detail, "install a JDK " + JDK + " and point JAVA_HOME at it");
    }

    /** A peer, which comes with the build and runs wherever its native library does. */
    public static Finding peer(String title, Device device) {
        return Finding.found(title, named(device, "threads"));
    }

    /** A peer that does not run here. */
    public static Finding noPeer(String title, String reason) {
        return Finding.missing(title, "its native library cannot be loaded", reason);
    }

    /** A device in a line; units is the word for what runs at once. */
    static String named(Device device, String units) {
        return device.name() + ", " + device.computeUnits() + " " + units + ", " + device.platform() + ", driver "
                + device.driver();
    }

    /**
     * The TornadoVM SDK.
     *
     * @param home where it should be; empty if nobody said and the usual place has none
     */
    public static Finding tornado(Optional<Path> home) {
        String subject = "TornadoVM SDK";
        if (home.isEmpty()) {
            return Finding.missing(subject, "neither TORNADOVM_HOME nor SDKMAN's place has one", GET_TORNADO);
        }
        Path sdk = home.get();
        if (!Files.isReadable(sdk.resolve("tornado-argfile"))) {
            return Finding.missing(subject, sdk + " has no tornado-argfile, so it is no SDK", GET_TORNADO);
        }
        String version = property(sdk.resolve("etc/tornado.release"), "version");
        String backends = property(sdk.resolve("etc/tornado.backend"), "tornado.backends");
        if (!backends.contains("opencl")) {
            return Finding.missing(subject, sdk + " has no OpenCL backend but: " + backends, GET_TORNADO);
        }
        return version.equals(TORNADO_VERSION)
                ? Finding.found(subject, version + " at " + sdk)
                : Finding.missing(subject, sdk + " is " + version + ", wanted is " + TORNADO_VERSION, GET_TORNADO);
    }

    /** A value of a properties file, or {@code unknown}. */
    private static String property(Path file, String key) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            return "unknown (" + file + " cannot be read)";
        }
        return properties.getProperty(key, "unknown");
    }
}

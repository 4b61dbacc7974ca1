package riffle.cli.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import riffle.doctor.Drivers;
import riffle.measure.process.WorkerSettings;

/**
 * Where things are on this machine, as the environment says.
 *
 * @param javaHome the JDK that runs this
 * @param tornadoHome TornadoVM's SDK: TORNADOVM_HOME, whatever is there, else SDKMAN's place if it has one
 * @param drivers OpenCL drivers that are registered with the loader
 * @param openClLibrary RIFFLE_OPENCL_LIBRARY: name or path of the OpenCL library in place of the usual ones
 * @param tunings what tune found, in the user's cache: XDG_CACHE_HOME, else .cache
 * @param forPhones what phone takes to phones, in the user's cache
 * @param driverCache where PoCL keeps what it compiled: POCL_CACHE_DIR, else in the user's cache
 * @param temporary where workers may unpack native libraries, in order of preference: where Java keeps temporary files,
 *     in the user's cache, and where the system keeps what outlives a restart
 * @param silence RIFFLE_SILENCE, in seconds: how long a worker may say nothing before it is taken to hang; five minutes
 *     if it is not set, which is too little where an emulated processor compiles kernels
 */
public record Host(
        Path javaHome,
        Optional<Path> tornadoHome,
        List<String> drivers,
        Optional<String> openClLibrary,
        Path tunings,
        Path forPhones,
        Path driverCache,
        List<Path> temporary,
        Duration silence) {

    private static final String SILENCE = "RIFFLE_SILENCE";
    private static final int LONGEST_SILENCE = 7 * 24 * 3600;

    /**
     * Reads the environment of this process.
     *
     * @throws IllegalArgumentException if it has a silence that is no number of seconds
     */
    public static Host read() {
        return of(
                System.getenv(),
                Path.of(System.getProperty("java.home")),
                userHome(System.getenv(), System.getProperty("user.home")));
    }

    /**
     * The user's folder, as the launcher has it: HOME, else what the system says.
     *
     * @param told by Java: no path at all where the system does not know the user
     */
    static Path userHome(Map<String, String> environment, String told) {
        String home = environment.getOrDefault("HOME", "");
        Path path = Path.of(home.isEmpty() ? told : home);
        return path.isAbsolute() ? path : Path.of("/");
    }

    static Host of(Map<String, String> environment, Path javaHome, Path userHome) {
        String told = environment.getOrDefault("TORNADOVM_HOME", "");
        Path usual = userHome.resolve(".sdkman/candidates/tornadovm/current");
        Optional<Path> tornadoHome = told.isEmpty()
                ? Optional.of(usual).filter(sdk -> Files.isReadable(sdk.resolve("tornado-argfile")))
                : Optional.of(Path.of(told));
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path caches = cache.isEmpty() ? userHome.resolve(".cache") : Path.of(cache);
        Path base = caches.resolve("riffle");
        String driverCache = environment.getOrDefault("POCL_CACHE_DIR", "");
        Optional<String> library = Optional.of(environment.getOrDefault("RIFFLE_OPENCL_LIBRARY", ""))
                .filter(name -> !name.isEmpty());
        return new Host(
                javaHome,
                tornadoHome,
                Drivers.registered(environment, Path.of("/")),
                library,
                base.resolve("tuning"),
                base.resolve("phone"),
                driverCache.isEmpty() ? caches.resolve("pocl/kcache") : Path.of(driverCache),
                List.of(Path.of(System.getProperty("java.io.tmpdir")), base.resolve("tmp"), Path.of("/var/tmp")),
                silence(environment.getOrDefault(SILENCE, "")));
    }

    private static Duration silence(String seconds) {
        if (seconds.isEmpty()) {
            return WorkerSettings.DEFAULT_SILENCE;
        }
        int number = seconds.matches("[0-9]{1,6}") ? Integer.parseInt(seconds) : 0;
        if (number < 1 || number > LONGEST_SILENCE) {
            throw new IllegalArgumentException(
                    SILENCE + " is " + seconds + ", expected seconds, from 1 to " + LONGEST_SILENCE);
        }
        return Duration.ofSeconds(number);
    }
}

package riffle.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import riffle.doctor.Drivers;

/**
 * Where things are on this machine, as the environment says.
 *
 * @param javaHome the JDK that runs this
 * @param tornadoHome TornadoVM's SDK: TORNADOVM_HOME, whatever is there, else SDKMAN's place if it has one
 * @param drivers OpenCL drivers that are registered with the loader
 * @param openClLibrary RIFFLE_OPENCL_LIBRARY: name or path of the OpenCL library in place of the usual ones
 * @param tunings what tune found, in the user's cache: XDG_CACHE_HOME, else .cache
 */
record Host(
        Path javaHome, Optional<Path> tornadoHome, List<String> drivers, Optional<String> openClLibrary, Path tunings) {

    /** Reads the environment of this process. */
    static Host read() {
        String userHome = System.getenv().getOrDefault("HOME", System.getProperty("user.home")); // as the launcher
        return of(System.getenv(), Path.of(System.getProperty("java.home")), Path.of(userHome));
    }

    static Host of(Map<String, String> environment, Path javaHome, Path userHome) {
        String told = environment.getOrDefault("TORNADOVM_HOME", "");
        Path usual = userHome.resolve(".sdkman/candidates/tornadovm/current");
        Optional<Path> tornadoHome = told.isEmpty()
                ? Optional.of(usual).filter(sdk -> Files.isReadable(sdk.resolve("tornado-argfile")))
                : Optional.of(Path.of(told));
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = cache.isEmpty() ? userHome.resolve(".cache") : Path.of(cache);
        Optional<String> library = Optional.of(environment.getOrDefault("RIFFLE_OPENCL_LIBRARY", ""))
                .filter(name -> !name.isEmpty());
        return new Host(
                javaHome,
                tornadoHome,
                Drivers.registered(environment, Path.of("/")),
                library,
                base.resolve("riffle").resolve("tuning"));
    }
}

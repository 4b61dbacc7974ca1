package riffle.execution;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.ServiceLoader;
import org.opentest4j.TestAbortedException;
import riffle.replay.BundleBackend;

/**
 * Backends for tests: where one cannot run, tests are skipped with the reason, or fail if {@code -Driffle.require}
 * names what they need: {@code opencl}, {@code tornado}, or both with a comma between them.
 */
public final class Devices {

    private Devices() {}

    public static Backend tornado() {
        for (Backend backend : ServiceLoader.load(Backend.class)) {
            if (backend.name().equals("tornado")) {
                return usable(backend, "tornado");
            }
        }
        throw missing(
                "tornado",
                "TornadoVM was not found when this was built; install it with"
                        + " sdk install tornadovm 5.2.0-jdk25-opencl");
    }

    public static Backend bundle() {
        return usable(new BundleBackend(), "opencl");
    }

    private static Backend usable(Backend backend, String need) {
        try {
            List<Device> unused = backend.devices();
            return backend;
        } catch (BackendUnavailableException e) {
            throw missing(need, e.getMessage());
        }
    }

    private static RuntimeException missing(String need, String reason) {
        if (List.of(System.getProperty("riffle.require", "").split(",", -1)).contains(need)) {
            return fail("required by -Driffle.require=" + need + ": " + reason);
        }
        return new TestAbortedException(reason);
    }
}

package riffle.execution;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.ServiceLoader;
import org.opentest4j.TestAbortedException;
import riffle.bundle.BundleBackend;

/** Backends for tests: where one cannot run, tests are skipped with the reason, or fail if TornadoVM is required. */
public final class Devices {

    private Devices() {}

    public static Backend tornado() {
        for (Backend backend : ServiceLoader.load(Backend.class)) {
            if (backend.name().equals("tornado")) {
                return usable(backend);
            }
        }
        throw missing("TornadoVM was not found when this was built; install it with"
                + " sdk install tornadovm 5.2.0-jdk25-opencl");
    }

    public static Backend bundle() {
        return usable(new BundleBackend());
    }

    private static Backend usable(Backend backend) {
        try {
            List<Device> unused = backend.devices();
            return backend;
        } catch (BackendUnavailableException e) {
            throw missing(e.getMessage());
        }
    }

    private static RuntimeException missing(String reason) {
        if ("tornado".equals(System.getProperty("riffle.require"))) {
            return fail("required by -Driffle.require=tornado: " + reason);
        }
        return new TestAbortedException(reason);
    }
}

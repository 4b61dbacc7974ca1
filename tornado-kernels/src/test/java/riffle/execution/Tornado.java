package riffle.execution;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.ServiceLoader;
import org.opentest4j.TestAbortedException;

/** The TornadoVM backend for tests: where it is missing, they are skipped with the reason, or fail if it is required. */
final class Tornado {

    private Tornado() {}

    static Backend backend() {
        for (Backend backend : ServiceLoader.load(Backend.class)) {
            if (backend.name().equals("tornado")) {
                try {
                    List<Device> unused = backend.devices();
                    return backend;
                } catch (BackendUnavailableException e) {
                    throw missing(e.getMessage());
                }
            }
        }
        throw missing("TornadoVM was not found when this was built; install it with"
                + " sdk install tornadovm 5.2.0-jdk25-opencl");
    }

    private static RuntimeException missing(String reason) {
        if ("tornado".equals(System.getProperty("riffle.require"))) {
            return fail("required by -Driffle.require=tornado: " + reason);
        }
        return new TestAbortedException(reason);
    }
}

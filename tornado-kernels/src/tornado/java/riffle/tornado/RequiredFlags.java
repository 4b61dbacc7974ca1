package riffle.tornado;

import java.util.Map;
import java.util.TreeMap;
import riffle.execution.BackendUnavailableException;

/**
 * The system properties that TornadoVM 5.2 must be started with. Without the first three, a kernel that fails to
 * compile, or a task graph longer than its buffer, silently runs as Java for one work-item and leaves zeros. Without
 * the last two, kernels are refused whose bodies have more than 600 nodes, or that call more than 1000 methods,
 * counting each call.
 */
final class RequiredFlags {

    private static final Map<String, String> REQUIRED = new TreeMap<>(Map.of(
            "tornado.recover.bailout", "False",
            "tornado.tvm.maxbytecodesize", "65536",
            "tornado.max.events", "1024",
            "tornado.compiler.fullInlining", "True",
            "jdk.graal.MethodInlineBailoutLimit", "100000"));

    private RequiredFlags() {}

    /**
     * To be called before the first class of TornadoVM is loaded, which reads them once.
     *
     * @throws BackendUnavailableException naming the flag that is missing
     */
    static void check() {
        REQUIRED.forEach((name, value) -> {
            String found = System.getProperty(name);
            if (!value.equalsIgnoreCase(found)) {
                throw new BackendUnavailableException("TornadoVM must be started with -D" + name + "=" + value
                        + ", found " + (found == null ? "nothing" : found)
                        + ": without its flags it gives wrong results or none where it should give an error");
            }
        });
    }
}

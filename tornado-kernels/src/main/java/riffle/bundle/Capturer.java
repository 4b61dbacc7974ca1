package riffle.bundle;

import java.nio.file.Path;

/** Makes a library from the Java kernels; found with {@link java.util.ServiceLoader} where TornadoVM is. */
public interface Capturer {

    /**
     * Compiles every kernel and collects what TornadoVM generated.
     *
     * @param dump folder into which TornadoVM, as it was started, writes the sources that it generates
     * @param javaSources folder of the Java sources of riffle.kernel
     * @throws riffle.execution.ExecutionException if a kernel does not compile, or is compiled to other code for
     *     another shape
     */
    KernelLibrary capture(Path dump, Path javaSources);
}

package riffle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code riffle capture}: the OpenCL that TornadoVM generates, for where TornadoVM cannot run. */
@Command(
        name = "capture",
        mixinStandardHelpOptions = true,
        description = {
            "Compiles every kernel with TornadoVM and writes the library that is shipped.",
            "With --network, writes a bundle: the plan of one network with the kernels that it needs (no TornadoVM needed).",
            "With --show, prints the OpenCL of one kernel and the Java that it was compiled from (no TornadoVM needed)."
        })
final class CaptureCommand implements Callable<Integer> {}

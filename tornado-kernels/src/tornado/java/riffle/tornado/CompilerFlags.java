package riffle.tornado;

import riffle.bundle.Contraction;
import uk.ac.manchester.tornado.api.common.TornadoDevice;

/** What the OpenCL compiler is told. */
final class CompilerFlags {

    /** TornadoVM's default for OpenCL. */
    static final String DEFAULT = "-cl-mad-enable -cl-fast-relaxed-math -w";

    private static final String POCL = "Portable Computing Language";

    private CompilerFlags() {}

    /** The default, and on PoCL what a replayed bundle says in its source. */
    static String of(TornadoDevice device) {
        return device.getPlatformName().startsWith(POCL) ? DEFAULT + " " + Contraction.POCL_OPTIONS : DEFAULT;
    }
}

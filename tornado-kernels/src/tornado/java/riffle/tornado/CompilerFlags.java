package riffle.tornado;

import riffle.bundle.Contraction;
import riffle.execution.Device;
import uk.ac.manchester.tornado.api.common.TornadoDevice;

/** What the OpenCL compiler is told. */
final class CompilerFlags {

    /** TornadoVM's default for OpenCL. */
    static final String DEFAULT = "-cl-mad-enable -cl-fast-relaxed-math -w";

    private CompilerFlags() {}

    /** The default, and on PoCL what a replayed bundle says in its source. */
    static String of(TornadoDevice device) {
        return Device.isPocl(device.getPlatformName()) ? DEFAULT + " " + Contraction.POCL_OPTIONS : DEFAULT;
    }
}

package riffle.tornado;

import riffle.execution.Device;
import riffle.replay.Prelude;
import uk.ac.manchester.tornado.api.common.TornadoDevice;

/** What the OpenCL compiler is told. */
final class CompilerFlags {

    /** TornadoVM's default for OpenCL without relaxed mathematics, which takes NaN and infinities for impossible. */
    static final String DEFAULT = "-cl-mad-enable -cl-no-signed-zeros -w";

    private CompilerFlags() {}

    /** The default, and on PoCL what a replayed bundle says in its source. */
    static String of(TornadoDevice device) {
        return Device.isPocl(device.getPlatformName()) ? DEFAULT + " " + Prelude.POCL_OPTIONS : DEFAULT;
    }
}

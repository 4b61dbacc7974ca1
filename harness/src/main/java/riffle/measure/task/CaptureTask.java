package riffle.measure.task;

import java.nio.file.Path;
import java.util.ServiceLoader;
import riffle.bundle.BundleFile;
import riffle.bundle.Capturer;
import riffle.bundle.KernelLibrary;
import riffle.execution.BackendUnavailableException;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;

/** Capture inside a worker that was started with TornadoVM. */
final class CaptureTask {

    private CaptureTask() {}

    static Answer.Last run(Request.Capture request) {
        Capturer capturer = ServiceLoader.load(Capturer.class)
                .findFirst()
                .orElseThrow(() -> new BackendUnavailableException("this build has no TornadoVM kernels;"
                        + " build the project again where a TornadoVM SDK is installed (./riffle doctor)"));
        KernelLibrary library = capturer.capture(Path.of(request.dump()), Path.of(request.javaSources()));
        BundleFile.write(library, Path.of(request.library()));
        return new Answer.Captured(library.kernels().size());
    }
}

package riffle.measure.campaign;

import java.io.IOException;
import java.nio.file.Path;
import riffle.measure.process.TemporaryFolder;
import riffle.measure.process.Workers;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;

/** Captures the kernels in a worker that runs TornadoVM. */
public final class Capture {

    private Capture() {}

    /**
     * Compiles every kernel and writes the library.
     *
     * @param javaSources folder of the kernels' Java sources
     * @param library file to write
     * @return {@link Answer.Captured}, or why not
     */
    public static Answer.Last run(Workers workers, Path javaSources, Path library) throws IOException {
        try (TemporaryFolder dump = TemporaryFolder.create("riffle-capture")) {
            return workers.ask(
                    new Request.Capture(
                            dump.path().toString(),
                            javaSources.toAbsolutePath().toString(),
                            library.toAbsolutePath().toString()),
                    heard -> {});
        }
    }
}

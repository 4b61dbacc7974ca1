package riffle.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A place for the weights of a bundle while it is read or written; made when it is first asked for. */
final class TemporaryWeights implements AutoCloseable {

    private Path path;

    /** The file. */
    Path path() throws IOException {
        if (path == null) {
            path = Files.createTempFile("riffle", "." + BundleZip.WEIGHTS);
            path.toFile().deleteOnExit(); // if we are stopped before
        }
        return path;
    }

    /** Removes the file. */
    @Override
    public void close() throws IOException {
        if (path != null) {
            Files.deleteIfExists(path);
        }
    }
}

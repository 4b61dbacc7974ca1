package riffle.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder that goes with everything in it when it is closed, or when the program is interrupted before that. */
public final class TemporaryFolder implements AutoCloseable {

    private final Path path;
    private final Thread atInterruption = new Thread(this::deleteQuietly);

    private TemporaryFolder(Path path) {
        this.path = path;
    }

    /** Makes an empty one. */
    public static TemporaryFolder create(String prefix) throws IOException {
        TemporaryFolder folder = new TemporaryFolder(Files.createTempDirectory(prefix));
        Runtime.getRuntime().addShutdownHook(folder.atInterruption);
        return folder;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atInterruption);
        } catch (IllegalStateException e) {
            // the program is ending: the hook finds nothing left
        }
    }

    private void delete() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void deleteQuietly() {
        try {
            delete();
        } catch (IOException | UncheckedIOException e) {
            // a worker that is ending still writes there: the system's temporary folder keeps the rest
        }
    }
}

package riffle.measure.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/**
 * Temporary folders whose program was killed. A running program holds a lock on a file in each of its own, and the
 * system lets go of it whatever ends the program.
 */
final class Leftovers {

    /** Between what a temporary folder is for and the number of the process that made it. */
    static final String MARK = "-of-";

    /** The locked file. Its name sorts before others: it is deleted last, so that half a leftover is still one. */
    static final String LOCK = ".lock";

    private Leftovers() {}

    /** Deletes what killed programs of the same user left in the place of a folder. */
    static void clearBeside(Path own) {
        String ours = MARK + ProcessHandle.current().pid() + "-"; // to close a file would give up our own lock on it
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(own.toAbsolutePath().getParent(), "riffle-*" + MARK + "*")) {
            for (Path folder : folders) {
                if (!folder.getFileName().toString().contains(ours) && isOfTheSameUser(folder, own)) {
                    clear(folder);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // a place that cannot be looked through stays as it is
        }
    }

    private static boolean isOfTheSameUser(Path folder, Path own) throws IOException {
        return Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
    }

    private static void clear(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                delete(folder);
            }
        } catch (IOException e) {
            // it is just being made, or deleted
        }
    }

    /** Deletes a folder with everything in it, if it is there; whether nothing is left. */
    static boolean delete(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}

package riffle.measure.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * A folder that is deleted with everything in it when it is closed, or when the program is interrupted before that.
 * That of a program that was killed stays, and goes when the next one makes a folder in the same place ({@link
 * Leftovers}).
 */
public final class TemporaryFolder implements AutoCloseable {

    private static final int ATTEMPTS = 20;
    private static final long PAUSE_MILLISECONDS = 50;

    private final Path folder;
    private final Path files;
    private final FileChannel lock;
    private final Thread atInterruption = new Thread(this::remove);

    private TemporaryFolder(Path folder) throws IOException {
        this.folder = folder;
        this.files = Files.createDirectory(folder.resolve("files"));
        this.lock = lock(folder);
    }

    /** Makes an empty one where the system keeps temporary files. */
    public static TemporaryFolder create(String prefix) throws IOException {
        return kept(Files.createTempDirectory(named(prefix)));
    }

    /** Makes an empty one in a place that is made if it is not there. */
    static TemporaryFolder in(Path place, String prefix) throws IOException {
        return kept(Files.createTempDirectory(Files.createDirectories(place), named(prefix)));
    }

    private static String named(String prefix) {
        return prefix + Leftovers.MARK + ProcessHandle.current().pid() + "-";
    }

    private static TemporaryFolder kept(Path made) throws IOException {
        TemporaryFolder folder = new TemporaryFolder(made);
        try {
            Runtime.getRuntime().addShutdownHook(folder.atInterruption);
        } catch (IllegalStateException e) { // the program is ending
            folder.remove();
            throw e;
        }
        Leftovers.clearBeside(made);
        return folder;
    }

    /**
     * Says that we live. The file gets its name when it is locked: nobody sees it without its lock before we are gone.
     */
    private static FileChannel lock(Path folder) throws IOException {
        Path unnamed = folder.resolve("lock");
        FileChannel channel = FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                Files.move(unnamed, folder.resolve(Leftovers.LOCK), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            // a file system that cannot lock: nobody will take this folder for a leftover
        }
        return channel;
    }

    /** Where its files go. */
    public Path path() {
        return files;
    }

    /** Deletes it. What cannot be deleted now, the next start clears away. */
    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atInterruption);
        } catch (IllegalStateException e) {
            // the program is ending: the hook finds nothing left
        }
    }

    private void remove() {
        try {
            for (int attempt = 1; !Leftovers.delete(folder) && attempt < ATTEMPTS; attempt++) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS); // a worker that is ending still writes there
            }
            lock.close();
        } catch (IOException e) {
            // the lock ends with the program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

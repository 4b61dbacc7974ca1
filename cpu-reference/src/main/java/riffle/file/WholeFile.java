package riffle.file;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes a file whole or not at all. A regular file, or one that is not there yet, is written beside its place and
 * takes its name once it is whole; its place is where it really lies, at the end of all symbolic links. Anything else,
 * such as a device, a pipe or standard output, stays what it is: the whole content goes through it.
 */
public final class WholeFile {

    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    /** Where Linux shows open files, such as standard output, as links that are not to be followed by name. */
    private static final Path OPEN_FILES = Path.of("/proc");

    private WholeFile() {}

    /** What a file is to hold. */
    public interface Content {
        /** Writes it; closes nothing. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** A last look at a finished file, before it gets its name or goes through a device. */
    public interface Check {
        /** Refuses the file by an exception of any kind. */
        void of(Path finished) throws IOException;
    }

    /**
     * Writes a file.
     *
     * @throws NotWrittenException if it does not take what is written
     * @throws IOException if it cannot be opened
     */
    public static void write(Path file, Content content) throws IOException {
        write(file, content, finished -> {});
    }

    /** Writes text in UTF-8. */
    public static void write(Path file, String text) throws IOException {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes a file if a look at it is without complaint. */
    public static void write(Path file, Content content, Check check) throws IOException {
        Optional<Path> place = regular(file);
        Path unfinished = place.isPresent() ? beside(place.get()) : Files.createTempFile("riffle", ".part");
        unfinished.toFile().deleteOnExit(); // if we are stopped before
        try {
            try (OutputStream out = new BufferedOutputStream(new Telling(Files.newOutputStream(unfinished), file))) {
                content.writeTo(out);
            }
            check.of(unfinished);
            if (place.isPresent()) {
                replace(place.get(), unfinished);
            } else {
                passThrough(file, unfinished);
            }
        } finally {
            deleteIfThere(unfinished);
        }
    }

    /** Where the links of a path lead, if that is or will be a regular file. */
    private static Optional<Path> regular(Path file) throws IOException {
        Path place = file;
        for (int links = 0; Files.isSymbolicLink(place); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(file.toString());
            }
            if (place.toAbsolutePath().getParent().toRealPath().startsWith(OPEN_FILES)) {
                return Optional.empty();
            }
            place = place.resolveSibling(Files.readSymbolicLink(place));
        }
        if (Files.isDirectory(place)) {
            throw new FileSystemException(file.toString(), null, "is a folder");
        }
        return Files.exists(place) && !Files.isRegularFile(place) ? Optional.empty() : Optional.of(place);
    }

    private static Path beside(Path place) throws IOException {
        if (Files.exists(place) && !Files.isWritable(place)) {
            throw new AccessDeniedException(place.toString());
        }
        return Files.createFile(place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + ".part"));
    }

    private static void replace(Path place, Path finished) throws IOException {
        PosixFileAttributeView before = Files.getFileAttributeView(place, PosixFileAttributeView.class);
        if (before != null && Files.exists(place)) {
            Files.setPosixFilePermissions(finished, before.readAttributes().permissions());
        }
        Files.move(finished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * To the end of what is there: the lines that somebody sent to standard output before are not ours to overwrite.
     */
    private static void passThrough(Path file, Path finished) throws IOException {
        OutputStream device = Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        try (OutputStream out = new Telling(device, file)) {
            Files.copy(finished, out);
        }
    }

    /** A file that was opened and did not take what was written: its disk is full, for example. */
    public static final class NotWrittenException extends IOException {

        private static final long serialVersionUID = 1L;

        private NotWrittenException(Path file, IOException cause) {
            super(file + " cannot be written: " + cause.getMessage(), cause);
        }
    }

    /** Tells failures of writing from all others that a content may have. */
    private static final class Telling extends FilterOutputStream {

        private final Path file;

        Telling(OutputStream out, Path file) {
            super(out);
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                throw new NotWrittenException(file, e);
            }
        }
    }

    private static void deleteIfThere(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            // the outcome matters more than a left-over that could not be removed
        }
    }
}

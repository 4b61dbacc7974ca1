package riffle.image;

import java.nio.file.Path;

/** A file is no image that can be read; the message begins with the file. */
public final class ImageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ImageException(Path file, String problem) {
        super(file + ": " + problem);
    }

    ImageException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}

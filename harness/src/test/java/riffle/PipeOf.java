package riffle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Named pipes that give what is said, once. */
public final class PipeOf {

    private PipeOf() {}

    /** Makes a pipe that gives these bytes to the first who reads it, in pieces. */
    public static Path bytes(Path pipe, byte[] bytes) throws IOException {
        try {
            assertEquals(
                    0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(), "mkfifo");
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        Thread.ofPlatform().daemon().start(() -> {
            try (OutputStream stream = Files.newOutputStream(pipe)) {
                for (byte part : bytes) {
                    stream.write(part);
                }
            } catch (IOException e) {
                // the reader has gone; its test says why
            }
        });
        return pipe;
    }
}

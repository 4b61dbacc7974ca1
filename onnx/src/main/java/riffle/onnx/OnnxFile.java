package riffle.onnx;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import riffle.onnx.format.ModelProto;

/** Files of ONNX models. */
public final class OnnxFile {

    private OnnxFile() {}

    /**
     * Writes a model, whole or not at all: to a file beside the one asked for, which takes its name when it is whole.
     *
     * @throws IOException if it cannot be written; the message names the file
     */
    public static void write(Path file, ModelProto model) throws IOException {
        Path unfinished = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(unfinished, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW))) {
                model.writeTo(out);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IOException(file + " cannot be written: " + e, e);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}

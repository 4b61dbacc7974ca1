package riffle.onnx;

import java.io.IOException;
import java.nio.file.Path;
import riffle.file.WholeFile;
import riffle.onnx.format.ModelProto;

/** Files of ONNX models. */
public final class OnnxFile {

    private OnnxFile() {}

    /**
     * Writes a model, whole or not at all.
     *
     * @throws IOException if it cannot be written; the message names the file
     */
    public static void write(Path file, ModelProto model) throws IOException {
        try {
            WholeFile.write(file, model::writeTo);
        } catch (IOException e) {
            throw new IOException(file + " cannot be written: " + e, e);
        }
    }
}

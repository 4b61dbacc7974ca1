package riffle.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.network.Network;
import riffle.onnx.format.ModelProto;
import riffle.operator.Relu;
import riffle.tensor.Shape;
import riffle.weights.SeededWeights;

class OnnxFileTest {

    private static final Network NETWORK = Network.of(new Relu(new Shape(1, 2, 3, 4)));
    private static final ModelProto MODEL = OnnxModel.of(NETWORK, SeededWeights.draw(NETWORK, 1));

    @TempDir
    private Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void aFileIsReplacedAndReadsAsTheModel() throws IOException {
        Path file = Files.writeString(folder.resolve("net.onnx"), "something older");
        OnnxFile.write(file, MODEL);
        assertEquals(MODEL, ModelProto.parseFrom(Files.readAllBytes(file)));
        assertArrayEquals(MODEL.toByteArray(), Files.readAllBytes(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void whatCannotBeWrittenLeavesNothing() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("net.onnx/inside")).getParent();
        IOException refusal = assertThrows(IOException.class, () -> OnnxFile.write(taken, MODEL));
        assertTrue(refusal.getMessage().startsWith(taken + " cannot be written"), refusal.getMessage());
        assertEquals(List.of(taken), files());

        Path nowhere = folder.resolve("none/net.onnx");
        refusal = assertThrows(IOException.class, () -> OnnxFile.write(nowhere, MODEL));
        assertTrue(refusal.getMessage().startsWith(nowhere + " cannot be written"), refusal.getMessage());
    }
}

package riffle.onnx.read;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The tests of the ONNX project, no part of this one: they lie beside its checkout where somebody put them. */
final class OnnxTests {

    private OnnxTests() {}

    /** A folder of them; the test that asks is skipped where there is none. */
    static Path folder(String name) {
        Path folder =
                Path.of("..", "..", "shared", "onnx", name).toAbsolutePath().normalize();
        assumeTrue(Files.isDirectory(folder), "no ../shared/onnx beside the checkout: the ONNX project's tests");
        return folder;
    }
}

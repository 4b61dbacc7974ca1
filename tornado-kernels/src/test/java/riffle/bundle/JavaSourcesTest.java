package riffle.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import riffle.plan.family.Kernel;

final class JavaSourcesTest {

    /** Seen from the module, where its tests run. */
    static final Path SOURCES = Path.of("src/tornado/java/riffle/kernel");

    @TempDir
    private Path copy;

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void eachKernelsFileHoldsItsMethod(Kernel kernel) throws IOException {
        String source = Files.readString(SOURCES.resolve(JavaSources.file(kernel)));
        assertTrue(source.contains("public static void " + kernel.method() + "("), kernel::method);
    }

    @Test
    void onlyLineEndsMayDiffer() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Files.writeString(
                        copy.resolve(file.getFileName()), Files.readString(file).replace("\n", "\r\n"));
            }
        }
        String hash = JavaSources.hash(Kernel.RELU, SOURCES);
        assertTrue(hash.matches("[0-9a-f]{64}"), hash);
        assertEquals(hash, JavaSources.hash(Kernel.RELU, copy));
        Path helper = copy.resolve("Lanes.java");
        Files.writeString(helper, Files.readString(helper) + "\n");
        assertNotEquals(hash, JavaSources.hash(Kernel.RELU, copy));
        Files.delete(helper);
        assertThrows(BundleException.class, () -> JavaSources.hash(Kernel.RELU, copy));
    }
}

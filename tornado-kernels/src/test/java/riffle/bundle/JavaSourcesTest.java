package riffle.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
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

    private String before;

    @BeforeEach
    void copySources() throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            for (Path from : all.filter(Files::isRegularFile).toList()) {
                Path to = copy.resolve(SOURCES.relativize(from));
                Files.createDirectories(to.getParent());
                Files.copy(from, to);
            }
        }
        before = hash(Kernel.RELU);
    }

    private String hash(Kernel kernel) {
        return JavaSources.in(copy).hash(kernel);
    }

    private Path relu() {
        return copy.resolve(JavaSources.in(copy).file(Kernel.RELU));
    }

    private void replace(Path file, String old, String by) throws IOException {
        String text = Files.readString(file);
        assertTrue(text.contains(old), () -> file + " has no " + old);
        Files.writeString(file, text.replace(old, by));
    }

    private void plant(String file, String body) throws IOException {
        Path to = copy.resolve(file);
        Files.createDirectories(to.getParent());
        Files.writeString(to, "package riffle.kernel;\n\n" + body + "\n");
    }

    /** The kernel's sum, by a helper that nobody told the hashes about. */
    private void callHelper() throws IOException {
        plant("added/Planted.java", "final class Planted { static float of(float v) { return v; } }");
        replace(relu(), "Math.max(x.get", "Planted.of(0f) + Math.max(x.get");
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void everyKernelHasItsFile(Kernel kernel) {
        JavaSources sources = JavaSources.in(SOURCES);
        assertTrue(sources.text(sources.file(kernel)).contains(" void " + kernel.method() + "("), kernel::method);
        assertTrue(sources.hash(kernel).matches("[0-9a-f]{64}"), () -> sources.hash(kernel));
    }

    @Test
    void lineEndsMayDiffer() throws IOException {
        replace(relu(), "\n", "\r\n");
        assertEquals(before, hash(Kernel.RELU));
        replace(relu(), "\r\n", "\r");
        assertEquals(before, hash(Kernel.RELU));
    }

    @Test
    void everythingElseInAKernelsFileCounts() throws IOException {
        replace(relu(), "/**", "/** ");
        assertNotEquals(before, hash(Kernel.RELU));
    }

    @Test
    void aHelperThatAKernelCallsCounts() throws IOException {
        callHelper();
        String calling = hash(Kernel.RELU);
        replace(copy.resolve("added/Planted.java"), "return v", "return -v");
        assertNotEquals(calling, hash(Kernel.RELU));
    }

    @Test
    void aHelpersHelperCounts() throws IOException {
        plant("added/Deeper.java", "final class Deeper { static float of(float v) { return v; } }");
        callHelper();
        replace(copy.resolve("added/Planted.java"), "return v", "return Deeper.of(v)");
        String calling = hash(Kernel.RELU);
        replace(copy.resolve("added/Deeper.java"), "return v", "return -v");
        assertNotEquals(calling, hash(Kernel.RELU));
    }

    @Test
    void whereAHelperLiesCounts() throws IOException {
        callHelper();
        String calling = hash(Kernel.RELU);
        Files.move(copy.resolve("added/Planted.java"), copy.resolve("Planted.java"));
        assertNotEquals(calling, hash(Kernel.RELU));
    }

    @Test
    void aFileThatAKernelDoesNotUseDoesNotCount() throws IOException {
        plant("added/Planted.java", "final class Planted {}");
        assertEquals(before, hash(Kernel.RELU));
        JavaSources sources = JavaSources.in(copy);
        Path other = copy.resolve(sources.file(Kernel.SOFTMAX));
        Files.writeString(other, Files.readString(other) + "\n");
        assertEquals(before, hash(Kernel.RELU));
        assertNotEquals(sources.hash(Kernel.SOFTMAX), hash(Kernel.SOFTMAX));
    }

    @Test
    void aNameInACommentOrAStringIsNoUse() throws IOException {
        plant("added/Planted.java", "final class Planted {}");
        replace(relu(), "/**", "// Planted, it's said\n/** {@link Planted} \"*/ /**");
        String named = hash(Kernel.RELU);
        replace(copy.resolve("added/Planted.java"), "{}", "{ }");
        assertEquals(named, hash(Kernel.RELU));
        replace(relu(), "private ReluKernel() {}", "static final String S = \"Planted\" + 'P';");
        named = hash(Kernel.RELU);
        replace(copy.resolve("added/Planted.java"), "{ }", "{  }");
        assertEquals(named, hash(Kernel.RELU));
    }

    @Test
    void aKernelIsDeclaredOnce() throws IOException {
        plant("added/Planted.java", "final class Planted { public static void relu(int x) {} }");
        assertRefused("declared in 2 files, expected 1: [");
        Files.delete(copy.resolve("added/Planted.java"));
        Files.delete(relu());
        assertRefused("declared in 0 files, expected 1: []");
    }

    private void assertRefused(String part) {
        String message =
                assertThrows(BundleException.class, () -> hash(Kernel.RELU)).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void whatCannotBeReadIsNamed() {
        Path none = copy.resolve("none");
        String message =
                assertThrows(BundleException.class, () -> JavaSources.in(none)).getMessage();
        assertTrue(message.startsWith(none + ": cannot be read: "), message);
    }

    /** Two kernels by hand: the rule against what is in the sources today. */
    @Test
    void theRuleFindsWhatKernelsUse() {
        JavaSources sources = JavaSources.in(SOURCES);
        assertEquals(Set.of(sources.file(Kernel.SOFTMAX)), sources.files(Kernel.SOFTMAX));
        assertEquals(List.of("Planes.java", "pool/AvgPoolKernel.java"), List.copyOf(sources.files(Kernel.AVG_POOL)));
    }
}

package riffle.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sources of the project, whether they are compiled here or not. */
final class SourceFiles {

    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private SourceFiles() {}

    /** Java sources below some folders of all modules, such as {@code src/main/java}. */
    static List<Path> java(String... folders) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> modules = Files.list(PROJECT)) {
            for (Path module : modules.toList()) {
                for (String folder : folders) {
                    if (Files.isDirectory(module.resolve(folder))) {
                        try (Stream<Path> all = Files.walk(module.resolve(folder))) {
                            all.filter(file -> file.toString().endsWith(".java"))
                                    .forEach(files::add);
                        }
                    }
                }
            }
        }
        return files;
    }

    /** Those that are shipped, without tests. */
    static List<Path> shipped() throws IOException {
        List<Path> files = java("src/main/java", "src/tornado/java");
        assertTrue(files.size() > 300, "only " + files.size() + " files found below " + PROJECT);
        return files;
    }
}

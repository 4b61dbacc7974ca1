package riffle.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the formatter does not hold: lines of 120 columns at most, comments too, and files of 400 lines at most. */
class SourcesTest {

    private static final int COLUMNS = 120;
    private static final int LINES = 400;
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void filesAreShortAndTheirLinesFitAScreen() throws IOException {
        List<Path> files = files();
        assertTrue(files.size() > 500, "only " + files.size() + " files found below " + PROJECT);
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            problems.addAll(problems(PROJECT.relativize(file).toString(), Files.readAllLines(file)));
        }
        assertEquals(List.of(), problems);
    }

    @Test
    void aLongLineAndALongFileAreFound() {
        assertEquals(
                List.of("a.java:2 has 121 columns", "a.java has 401 lines"),
                problems(
                        "a.java",
                        Stream.concat(
                                        Stream.of("x".repeat(120), "y".repeat(121)),
                                        Stream.generate(() -> "").limit(399))
                                .toList()));
    }

    private static List<String> problems(String name, List<String> lines) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int columns = lines.get(i).codePointCount(0, lines.get(i).length());
            if (columns > COLUMNS) {
                problems.add(name + ":" + (i + 1) + " has " + columns + " columns");
            }
        }
        if (lines.size() > LINES) {
            problems.add(name + " has " + lines.size() + " lines");
        }
        return problems;
    }

    /** Java sources of all modules, whether they are compiled here or not, and the scripts. */
    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(List.of(PROJECT.resolve("riffle"), PROJECT.resolve(".ci/run")));
        try (Stream<Path> scripts = Files.list(PROJECT.resolve("bin"))) {
            scripts.forEach(files::add);
        }
        try (Stream<Path> modules = Files.list(PROJECT)) {
            for (Path module : modules.toList()) {
                Path sources = module.resolve("src");
                if (Files.isDirectory(sources)) {
                    try (Stream<Path> all = Files.walk(sources)) {
                        all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
                    }
                }
            }
        }
        return files;
    }
}

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

    @Test
    void filesAreShortAndTheirLinesFitAScreen() throws IOException {
        List<Path> files = files();
        assertTrue(files.size() > 500, "only " + files.size() + " files found below " + SourceFiles.PROJECT);
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            problems.addAll(problems(SourceFiles.PROJECT.relativize(file).toString(), Files.readAllLines(file)));
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
        List<Path> files =
                new ArrayList<>(List.of(SourceFiles.PROJECT.resolve("riffle"), SourceFiles.PROJECT.resolve(".ci/run")));
        try (Stream<Path> scripts = Files.list(SourceFiles.PROJECT.resolve("bin"))) {
            scripts.forEach(files::add);
        }
        files.addAll(SourceFiles.java("src"));
        return files;
    }
}

package riffle.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import riffle.execution.BackendKind;
import riffle.execution.BackendKinds;

/** Nobody outside a backend's room knows that backend: neither its classes nor its name. */
class BackendNamesTest {

    /** Who may know another backend, as its own is a variant of that one. */
    private static final Map<String, String> VARIANTS = Map.of("riffle/tornado", "riffle/replay");

    @Test
    void namesOfABackendStayInItsRoom() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : SourceFiles.shipped()) {
            String source = Files.readString(file);
            String of = source.lines()
                    .filter(line -> line.startsWith("package "))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll("package |;", "")
                    .replace('.', '/');
            for (BackendKind kind : BackendKinds.all()) {
                String room = kind.getClass().getPackageName().replace('.', '/');
                if (!of.equals(room) && !room.equals(VARIANTS.get(of))) {
                    named(kind, source).forEach(line -> found.add(file.getFileName() + ": " + line));
                }
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void aNameIsFoundAloneOrWithAFileBehindItAndSoAreClasses() {
        assertEquals(
                List.of("List.of(\"bundle\");", "\"bundle:\" + file", "new BundleBackend()", "import a.BundleKind;"),
                named(
                        BackendKinds.of("bundle"),
                        "List.of(\"bundle\");\n\"--bundle\"\n  \"bundle:\" + file\n\"the bundle\"\n"
                                + "new BundleBackend()\nimport a.BundleKind;\nBundleBackends"));
    }

    /** Lines that have the name as a string, or a class of the backend. */
    private static List<String> named(BackendKind kind, String source) {
        String start = kind.getClass().getSimpleName().replaceAll("Kind$", "");
        Pattern pattern = Pattern.compile("\"" + kind.name() + ":?\"|\\b" + start + "(Backend|Kind)\\b");
        return source.lines()
                .filter(line -> pattern.matcher(line).find())
                .map(String::strip)
                .toList();
    }
}

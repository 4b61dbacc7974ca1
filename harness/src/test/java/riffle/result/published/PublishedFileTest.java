package riffle.result.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import riffle.network.NetworkSpec;
import riffle.network.Published;
import riffle.result.ResultStore;
import riffle.result.Subject;
import riffle.result.json.Json;

class PublishedFileTest {

    private static final Path FOLDER = Path.of("../results/published");
    private static final String GOOD = """
            {"schema": 2, "kind": "published", "source": "someone", "date": "2020", "note": null, "rows": [
              {"network": "mobilenet", "groups": null, "scale": 1, "size": "224x224", "batch": 1, "backend": "engine",
               "plan": "published", "device": "a phone", "threads": 1, "mmacs": 569, "ms": 28.4}]}
            """;

    @Test
    void aRowIsANetworkOnADevice() throws IOException {
        PublishedRow row = PublishedFile.parse(Path.of("a.json"), GOOD).rows().getFirst();
        assertEquals("1.0 MobileNet", row.subject().spec().title());
        assertEquals("a phone", row.subject().device());
        assertEquals(28.4, row.ms());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"ms\": 28.4 | \"ms\": 0 | row 1: ms 0.0, expected a number above 0",
                "\"ms\": 28.4 | \"ms\": \"fast\" | Cannot deserialize",
                "\"mmacs\": 569 | \"mmacs\": -1 | row 1: mmacs -1.0, expected a number above 0, or null",
                "\"threads\": 1 | \"threads\": 0 | row 1: threads 0, expected a number above 0, or null for a GPU",
                "mobilenet | cakenet | row 1: unknown network in a result row: cakenet",
                "224x224 | big | row 1: size in a result row is big, expected HEIGHTxWIDTH",
                "\"a phone\" | null | row 1: no size or device",
                "\"2020\" | null | no source or date",
                "\"schema\": 2 | \"schema\": 3 | schema 3, this version reads schema 2",
                "published\", \"source | measured\", \"source | its kind is not published"
            })
    void whatIsWrongIsSaid(String right, String wrong, String complaint) {
        assertTrue(GOOD.contains(right), right);
        IOException refused = assertThrows(
                IOException.class, () -> PublishedFile.parse(Path.of("a.json"), GOOD.replace(right, wrong)));
        assertTrue(refused.getMessage().startsWith("a.json: not a file of published times: "), refused::getMessage);
        assertTrue(refused.getMessage().contains(complaint), refused::getMessage);
    }

    @Test
    void withoutRowsThereIsNothing() {
        String none = GOOD.replaceAll("(?s)\\[.*]", "[]");
        IOException refused = assertThrows(IOException.class, () -> PublishedFile.parse(Path.of("a.json"), none));
        assertEquals("a.json: not a file of published times: no rows", refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\": \"published\"} | true",
                "{\"schema\": 2, \"kind\": \"published\", \"rows\": [ | true",
                "{\"kind\": \"riffle-run\"} | false",
                "{\"rows\": [], \"kind\": \"published\"} | false",
                "{\"kind\": 1} | false",
                "[\"published\"] | false",
                "no JSON | false",
                "'' | false"
            })
    void theKindStandsInFront(String text, boolean published) {
        assertEquals(published, ResultStore.isPublished(text));
    }

    /** What stands in the folder is what reports know, so that a new table is not forgotten. */
    @Test
    void everyFileOfTheFolderIsShipped() throws IOException {
        Set<String> sources = new TreeSet<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                sources.add(PublishedFile.parse(file, Files.readString(file)).source());
            }
        }
        assertFalse(sources.isEmpty());
        assertEquals(
                sources,
                PublishedFile.shipped().stream().map(PublishedRun::source).collect(Collectors.toSet()));
    }

    /** The paper's Table 8 stands among its complexities too. */
    @Test
    void thePapersTableIsThatOfItsComplexities() {
        record Time(String network, String size, double mmacs, double ms) {}
        Set<Time> expected = new HashSet<>();
        for (Published published : Published.table(8)) {
            for (Published.Time time : published.times()) {
                expected.add(new Time(
                        published.network().title(),
                        time.height() + "x" + time.width(),
                        published.mmacs(),
                        time.milliseconds()));
            }
        }
        List<PublishedRow> rows = PublishedFile.shipped().getFirst().rows();
        assertEquals(
                expected,
                rows.stream()
                        .map(row -> new Time(
                                row.subject().spec().title(), row.subject().size(), row.mmacs(), row.ms()))
                        .collect(Collectors.toSet()));
        assertEquals(expected.size(), rows.size());
    }

    @Test
    void noDeviceHasANetworkTwice() {
        for (PublishedRun run : PublishedFile.shipped()) {
            Set<String> seen = new HashSet<>();
            for (PublishedRow row : run.rows()) {
                Subject subject = row.subject();
                NetworkSpec network = subject.spec();
                assertTrue(
                        seen.add(network + ", " + subject.device() + ", " + subject.threads()),
                        () -> run.source() + ": " + Json.line(row));
            }
        }
    }
}

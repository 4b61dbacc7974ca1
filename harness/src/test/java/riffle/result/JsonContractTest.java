package riffle.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import riffle.Golden;
import riffle.result.json.Json;

/** Field names that others read: changing one needs a new schema. */
class JsonContractTest {

    private static final List<String> BENCH = List.of(
            "network",
            "groups",
            "scale",
            "size",
            "batch",
            "note",
            "backend",
            "plan",
            "device",
            "threads",
            "median_ms",
            "p90_ms",
            "min_ms",
            "kernel_ms",
            "dispatch_ms",
            "transfer_ms",
            "compile_ms",
            "launches",
            "samples_ms",
            "verified",
            "max_error",
            "operators");

    private static JsonNode tree(Object value) {
        try {
            return new ObjectMapper().readTree(Json.document(value));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void benchHasItsFields() {
        JsonNode bench = tree(SampleResults.RUN.rows().get(0).result());
        assertTrue(names(bench).containsAll(BENCH), names(bench).toString());
        assertEquals("shufflenet", bench.get("network").asText());
        assertEquals(3, bench.get("groups").asInt());
        assertTrue(bench.get("verified").asBoolean());
        assertEquals(
                List.of("name", "class", "macs", "bytes", "kernel_ms"),
                names(bench.get("operators").get(0)));
    }

    @Test
    void groupsAreNullWhereThereAreNone() {
        JsonNode alexNet = tree(SampleResults.RUN.rows().get(2).result());
        assertTrue(alexNet.get("groups").isNull());
        assertEquals(1.0, alexNet.get("scale").asDouble());
    }

    @Test
    void rowsAddStatusAndReason() {
        JsonNode rows = tree(SampleResults.RUN).get("rows");
        for (JsonNode row : rows) {
            assertTrue(names(row).containsAll(BENCH));
            assertTrue(names(row).containsAll(List.of("status", "reason", "blocks")));
        }
        assertEquals("failed", rows.get(1).get("status").asText());
        assertTrue(rows.get(1).get("median_ms").isNull());
        assertTrue(rows.get(1).get("device").isNull());
    }

    @Test
    void theEnvironmentHasItsFields() {
        assertTrue(names(tree(SampleResults.ENVIRONMENT))
                .containsAll(List.of(
                        "date",
                        "device",
                        "platform",
                        "driver",
                        "tornadovm",
                        "jdk",
                        "os",
                        "cpu",
                        "commit",
                        "clock",
                        "governor",
                        "load_average",
                        "load_average_end",
                        "tornado_flags",
                        "tuning",
                        "threads")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "ar-EG"})
    void theFileIsTheSameInEveryLocale(String tag) {
        Golden.inLocale(
                Locale.forLanguageTag(tag),
                () -> Golden.check("results.json", Json.document(SampleResults.RUN) + "\n"));
    }
}

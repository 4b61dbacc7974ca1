package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComplexityCommandTest {

    private static final Locale USUAL = Locale.getDefault();

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(USUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "ar-EG"})
    void aRowHasTheContractsFieldsInEveryLocale(String locale) throws Exception {
        Locale.setDefault(Locale.forLanguageTag(locale));
        Cli cli = Cli.run("complexity", "--json", "--network", "shufflenet", "--groups", "8", "--scale", "0.5");
        assertEquals(0, cli.status());
        assertEquals("", cli.err());
        assertEquals(
                "[{'network':'shufflenet','groups':8,'scale':0.5,'size':'224x224','macs_conv':39701760,"
                        + "'macs_total':40469760,'parameters':1011448,'published_mmacs':38,'note':null}]",
                new ObjectMapper().readTree(cli.out()).toString().replace('"', '\''));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "ar-EG"})
    void tablesAreTheSameInEveryLocale(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        String out = Cli.run("complexity").out();
        assertTrue(out.contains("| ShuffleNet 1x (g = 3) |       137 |     137 |        136.5 |"), out);
    }

    @Test
    void whatANetworkHasNotIsNullButScaleNever() throws Exception {
        JsonNode row = rows("--network", "alexnet", "--size", "480x640").get(0);
        assertTrue(row.get("groups").isNull());
        assertTrue(row.get("published_mmacs").isNull());
        assertEquals("1.0", row.get("scale").toString());
        assertEquals("480x640", row.get("size").asText());
        assertTrue(row.get("note").asText().contains("it runs its convolutions only"), row::toString);
        assertEquals(row.get("macs_conv"), row.get("macs_total"));
    }

    @Test
    void withoutANetworkEachNetworkOfTables1And2And8IsThereOnce() throws Exception {
        JsonNode rows = rows();
        Set<String> distinct = new TreeSet<>();
        rows.forEach(row -> distinct.add(row.get("network") + " " + row.get("groups") + " " + row.get("scale")));
        assertEquals(15 + 3, rows.size());
        assertEquals(rows.size(), distinct.size());
        assertEquals(
                List.of(143, 140, 137, 133, 137),
                List.of(0, 1, 2, 3, 4).stream()
                        .map(i -> rows.get(i).get("published_mmacs").asInt())
                        .toList());
    }

    @Test
    void countsArePerImageWhateverTheBatch() throws Exception {
        assertEquals(rows("--network", "mobilenet"), rows("--network", "mobilenet", "--batch", "4"));
    }

    @Test
    void tablesGiveReasonsWhereTheyDiffer() {
        String out = Cli.run("complexity").out();
        assertTrue(out.contains("**Table 1**, convolutions alone"), out);
        assertTrue(out.contains("**Table 2**"), out);
        assertTrue(out.contains("**Table 8**, with fully connected layers"), out);
        assertTrue(out.contains("(1) nominal: Table 1 has 137 for the same network"), out);
        assertTrue(out.contains("| AlexNet                 |       720 |     721 |"), out);
        assertTrue(out.contains("(2) the paper cuts the fraction off"), out);
    }

    @Test
    void oneNetworkComesWithItsNoteAndItsPublishedNumber() {
        assertTrue(Cli.run("complexity", "--network", "alexnet", "--size", "480x640")
                .out()
                .contains("AlexNet's last map is 14x19"));
        String mobileNet = Cli.run("complexity", "--network", "mobilenet").out();
        assertTrue(mobileNet.contains("Published: Table 5, with fully connected layers."), mobileNet);
        assertTrue(mobileNet.contains("568.7"), mobileNet);
    }

    private static JsonNode rows(String... options) throws Exception {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "complexity";
        arguments[1] = "--json";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return new ObjectMapper().readTree(Cli.run(arguments).out());
    }

    @Test
    void unitsCostWhatSection32Says() throws IOException {
        JsonNode rows = new ObjectMapper()
                .readTree(Cli.run("complexity", "--units", "--json").out());
        int withFormula = 0;
        for (JsonNode row : rows) {
            if (!row.get("macs_formula").isNull()) {
                withFormula++;
                assertEquals(
                        row.get("macs_formula").asLong(),
                        row.get("macs_counted").asLong());
            }
            if (row.get("groups").asInt() == 32) {
                assertEquals(0.934, row.get("pointwise_share").asDouble(), 0.0005);
            }
        }
        assertEquals(8, withFormula);
        assertEquals(2, Cli.run("complexity", "--units", "--network", "alexnet").status());
    }
}

package riffle.report.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;

/**
 * Draws charts with ECharts, run in Rhino. No browser, window system or font is needed: ECharts' server-side renderer
 * estimates the widths of texts, so a chart gives the same bytes on every machine.
 *
 * <p>Making one takes seconds, each chart then a fraction of a second. Scripts see no Java, files or network.
 */
public final class Painter {

    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.common.min.js";
    private static final String DRAW = "draw.js";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** What a browser would give ECharts; nothing here may happen later. */
    private static final String SURROUNDINGS = "var module = {exports: {}}, exports = module.exports;"
            + "var setTimeout = function () { return 0; }, clearTimeout = function () {};";

    private final Scriptable scope;

    /** Loads the library. */
    public Painter() {
        try (Context context = enter()) {
            scope = context.initSafeStandardObjects();
            context.evaluateString(scope, SURROUNDINGS, "surroundings", 1, null);
            context.evaluateString(scope, resource(ECHARTS), "echarts", 1, null);
            context.evaluateString(scope, resource(DRAW), DRAW, 1, null);
        }
    }

    /** Draws a chart. */
    public Picture paint(Chart chart) {
        try (Context context = enter()) {
            String asked = JSON.writeValueAsString(Map.of(
                    "width",
                    chart.width(),
                    "height",
                    chart.height(),
                    "option",
                    chart.option(),
                    "marks",
                    chart.marks()));
            Function draw = (Function) scope.get("draw", scope);
            JsonNode drawn = JSON.readTree(Context.toString(draw.call(context, scope, scope, new Object[] {asked})));
            return new Picture(chart, SvgPage.of(chart, drawn.get("svg").asText(), drawn.get("points")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The library's functions are too long to become byte code, so they are interpreted. */
    private static Context enter() {
        Context context = Context.enter();
        context.setInterpretedMode(true);
        context.setLanguageVersion(Context.VERSION_ES6);
        return context;
    }

    private static String resource(String name) {
        try (InputStream stream = Painter.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

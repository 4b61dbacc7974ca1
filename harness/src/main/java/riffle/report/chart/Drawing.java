package riffle.report.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a chart together: two axes, and on them points, lines and bars. */
final class Drawing {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 520;
    private static final int DOT = 9;

    /** Of the legend: height of a line, width of a letter and of an entry's symbol with its gap. */
    private static final int ROW = 22;

    private static final int LETTER = 7;
    private static final int ENTRY = 40;

    /** Above the axes, without the legend. */
    private static final int FRAME = 20;

    private final String id;
    private final String title;
    private final String description;
    private final Map<String, Object> xAxis;
    private final Map<String, Object> yAxis;
    private final List<Map<String, Object>> series = new ArrayList<>();
    private final List<Map<String, Object>> legend = new ArrayList<>();
    private final List<Dot> marks = new ArrayList<>();
    private int height = HEIGHT;
    private int left = 76;
    private int bottom = 60;

    /** An empty chart. */
    Drawing(String id, String title, String description, Map<String, Object> xAxis, Map<String, Object> yAxis) {
        this.id = id;
        this.title = title;
        this.description = description;
        this.xAxis = xAxis;
        this.yAxis = yAxis;
    }

    /** Another height than the usual one, in pixels. */
    Drawing height(int pixels) {
        height = pixels;
        return this;
    }

    /** Room for the labels of the axes, in pixels. */
    Drawing margins(int newLeft, int newBottom) {
        left = newLeft;
        bottom = newBottom;
        return this;
    }

    /** The vertical axis. */
    Map<String, Object> yAxis() {
        return yAxis;
    }

    /** Points that can be pointed at. */
    Drawing points(String name, Palette.Style style, List<Dot> dots) {
        return points(
                name,
                style,
                dots,
                Map.of("color", style.colour(), "opacity", 0.85, "borderColor", Palette.INK, "borderWidth", 0.5));
    }

    /** Points that were not measured here: outlines only. */
    Drawing hollowPoints(String name, Palette.Style style, List<Dot> dots) {
        return points(
                name, style, dots, Map.of("color", "transparent", "borderColor", style.colour(), "borderWidth", 1.8));
    }

    private Drawing points(String name, Palette.Style style, List<Dot> dots, Map<String, Object> look) {
        Map<String, Object> points = series(
                "scatter",
                name,
                dots.stream().map(dot -> (Object) List.of(dot.x(), dot.y())).toList());
        points.put("symbol", style.symbol());
        points.put("symbolSize", DOT);
        points.put("itemStyle", look);
        points.put("z", 3);
        legend.add(Map.of("name", name));
        marks.addAll(dots);
        return this;
    }

    /** A line through points, in the legend if it has a name; the dash is solid, dashed or dotted. */
    Drawing line(String name, String colour, String dash, double width, List<List<Double>> points) {
        Map<String, Object> line = series("line", name, List.copyOf(points));
        line.put("symbol", "none");
        line.put("lineStyle", Map.of("color", colour, "type", dash, "width", width, "cap", "butt"));
        line.put("itemStyle", Map.of("color", colour));
        if (!name.isEmpty()) {
            legend.add(Map.of("name", name, "icon", "path://M0,4 L20,4 L20,6 L0,6 Z"));
        }
        return this;
    }

    /** One part of stacked bars; bars of one stack lie on each other. */
    Drawing stackedBars(String name, Palette.Style style, List<Double> values) {
        Map<String, Object> bars = series("bar", name, List.copyOf(values));
        bars.put("stack", "all");
        bars.put("barCategoryGap", "25%");
        bars.put("itemStyle", Map.of("color", style.colour(), "borderColor", Palette.INK, "borderWidth", 0.5));
        legend.add(Map.of("name", name));
        return this;
    }

    /**
     * Texts at points, which are not drawn themselves; {@code side} is top, bottom, left or right, the offset in
     * pixels.
     */
    Drawing texts(String side, List<Integer> offset, List<Dot> dots) {
        Map<String, Object> texts = series(
                "scatter",
                "",
                dots.stream()
                        .map(dot -> (Object)
                                Map.of("value", List.of(dot.x(), dot.y()), "label", Map.of("formatter", dot.label())))
                        .toList());
        texts.put("symbolSize", 0);
        texts.put("itemStyle", Map.of("opacity", 1));
        texts.put("silent", true);
        texts.put(
                "label",
                Map.of("show", true, "position", side, "color", Palette.INK, "fontSize", 11, "offset", offset));
        return this;
    }

    /** What can be pointed at beside the points. */
    Drawing marks(List<Dot> dots) {
        marks.addAll(dots);
        return this;
    }

    /** Lines that the legend takes, by a generous guess: an entry that does not fit begins the next. */
    private int rows() {
        int rows = legend.isEmpty() ? 0 : 1;
        int taken = 0;
        for (Map<String, Object> entry : legend) {
            int pixels = ENTRY + LETTER * String.valueOf(entry.get("name")).length();
            if (taken > 0 && taken + pixels > WIDTH - ENTRY) {
                rows++;
                taken = 0;
            }
            taken += pixels;
        }
        return rows;
    }

    /** The chart. */
    Chart chart() {
        Map<String, Object> option = new LinkedHashMap<>();
        option.put("animation", false);
        option.put("textStyle", Map.of("color", Palette.INK, "fontFamily", "sans-serif"));
        option.put("grid", Map.of("left", left, "right", 40, "top", FRAME + ROW * rows(), "bottom", bottom));
        xAxis.put("nameGap", bottom - 24);
        yAxis.put("nameGap", left - 26);
        option.put("xAxis", xAxis);
        option.put("yAxis", yAxis);
        option.put(
                "legend",
                Map.of(
                        "data",
                        legend,
                        "top",
                        4,
                        "itemWidth",
                        18,
                        "itemHeight",
                        11,
                        "textStyle",
                        Map.of("color", Palette.INK)));
        option.put("series", series);
        return new Chart(id, title, description, WIDTH, height + ROW * Math.max(0, rows() - 2), option, marks);
    }

    private Map<String, Object> series(String type, String name, List<Object> data) {
        Map<String, Object> added = new LinkedHashMap<>();
        added.put("type", type);
        added.put("name", name);
        added.put("data", data);
        series.add(added);
        return added;
    }
}

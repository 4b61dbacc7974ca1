package riffle.report.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The axes of charts, as ECharts' options. */
final class Axis {

    private static final double DECADE = 10;

    private Axis() {}

    /** From 1, 2 or 5 times a power of ten to another such, around the values. */
    static Map<String, Object> logarithmic(String name, List<Double> values) {
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(1);
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(DECADE);
        double from = below(least);
        double to = 1 / below(1 / most);
        return logarithmic(name, from, to > from ? to : from * DECADE);
    }

    private static double below(double value) {
        double decade = Math.pow(DECADE, Math.floor(Math.log10(value)));
        double digit = value / decade;
        return (digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * decade;
    }

    /** From one value to another. */
    static Map<String, Object> logarithmic(String name, double from, double to) {
        Map<String, Object> axis = axis("log", name);
        axis.put("min", from);
        axis.put("max", to);
        axis.put("axisLabel", Map.of("color", Palette.INK, "formatter", "@plain"));
        return axis;
    }

    /** Whole binary logarithms, labelled as the bytes that they stand for, from label to label. */
    static Map<String, Object> bytes(String name, double from, double to) {
        int interval = 2;
        Map<String, Object> axis = axis("value", name);
        axis.put("interval", interval);
        axis.put("min", from);
        axis.put("max", from + interval * Math.ceil((to - from) / interval));
        axis.put("axisLabel", Map.of("color", Palette.INK, "formatter", "@bytes", "hideOverlap", true));
        return axis;
    }

    /** From zero. */
    static Map<String, Object> linear(String name) {
        return axis("value", name);
    }

    /** One place for each name. */
    static Map<String, Object> categories(String name, List<String> categories) {
        Map<String, Object> axis = axis("category", name);
        axis.put("data", categories);
        axis.put("splitLine", Map.of("show", false));
        axis.put("axisLabel", Map.of("color", Palette.INK, "interval", 0));
        return axis;
    }

    private static Map<String, Object> axis(String type, String name) {
        Map<String, Object> axis = new LinkedHashMap<>();
        axis.put("type", type);
        axis.put("name", name);
        axis.put("nameLocation", "middle");
        axis.put("nameTextStyle", Map.of("color", Palette.INK, "fontSize", 13));
        axis.put("axisLabel", Map.of("color", Palette.INK));
        axis.put("axisLine", Map.of("show", true, "onZero", false, "lineStyle", Map.of("color", Palette.INK)));
        axis.put("axisTick", Map.of("show", true));
        axis.put("splitLine", Map.of("show", true, "lineStyle", Map.of("color", Palette.FAINT)));
        return axis;
    }
}

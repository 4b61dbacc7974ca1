package riffle.report.chart;

import java.util.List;

/**
 * Colours and shapes. The colours are Okabe and Ito's, which people with any colour vision tell apart; a shape goes
 * with each, so that nothing is told by colour alone. The page replaces these very values where the reader prefers
 * dark.
 */
public final class Palette {

    /** Text and axes. */
    public static final String INK = "#24292f";

    /** Lines of the grid. */
    public static final String FAINT = "#d0d7de";

    /** What is there for comparison. */
    public static final String GREY = "#6e7781";

    static final String SILVER = "#b4bcc4";
    static final String ORANGE = "#e69f00";
    static final String SKY = "#56b4e9";
    static final String GREEN = "#009e73";
    static final String YELLOW = "#f0e442";
    static final String BLUE = "#0072b2";
    static final String VERMILION = "#d55e00";
    static final String PURPLE = "#cc79a7";

    private static final String STAR =
            "path://M5,0 L6.2,3.4 L10,3.4 L7,5.7 L8.1,9.5 L5,7.3 L1.9,9.5 L3,5.7 L0,3.4 L3.8,3.4 Z";
    private static final String CROSS = "path://M3,0 L7,0 L7,3 L10,3 L10,7 L7,7 L7,10 L3,10 L3,7 L0,7 L0,3 L3,3 Z";
    private static final String DOWN = "path://M0,0 L10,0 L5,9 Z";
    private static final String HOURGLASS = "path://M0,0 L10,0 L0,10 L10,10 Z";
    private static final String BAR = "path://M0,3 L10,3 L10,7 L0,7 Z";

    private static final List<Style> STYLES = List.of(
            new Style(BLUE, "circle"),
            new Style(VERMILION, "triangle"),
            new Style(GREEN, "diamond"),
            new Style(ORANGE, "rect"),
            new Style(PURPLE, STAR),
            new Style(SKY, DOWN),
            new Style(YELLOW, CROSS),
            new Style(INK, HOURGLASS),
            new Style(GREY, BAR),
            new Style(SILVER, "roundRect"));

    /** Classes of operators look the same, and stand in the same order, in every picture. */
    private static final List<String> CLASSES = List.of(
            "dense conv",
            "depthwise",
            "group pointwise",
            "pointwise",
            "fully connected",
            "group conv",
            "add",
            "shuffle",
            "pooling");

    private Palette() {}

    /**
     * A colour with a shape.
     *
     * @param colour as SVG writes it
     * @param symbol as ECharts names it
     */
    public record Style(String colour, String symbol) {}

    /** The style of the i-th of several series. */
    public static Style series(int i) {
        return STYLES.get(i % STYLES.size());
    }

    /** The style of a class of operators. The rare ones share the last. */
    public static Style operatorClass(String name) {
        return STYLES.get(place(name));
    }

    /** Where a class of operators stands among the others. */
    public static int place(String operatorClass) {
        int known = CLASSES.indexOf(operatorClass);
        return known < 0 ? CLASSES.size() : known;
    }
}

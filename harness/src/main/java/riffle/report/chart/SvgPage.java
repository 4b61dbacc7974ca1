package riffle.report.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** Makes of ECharts' SVG an element that stands in a page among others: unique ids, a title, and marks to point at. */
final class SvgPage {

    private static final int RADIUS = 9;

    private SvgPage() {}

    /**
     * The {@code svg} element.
     *
     * @param drawn what ECharts wrote
     * @param points of the chart's marks: arrays of two numbers, in pixels
     */
    static String of(Chart chart, String drawn, JsonNode points) {
        String content = drawn.substring(drawn.indexOf('>') + 1, drawn.lastIndexOf("</svg>"))
                .strip()
                .replaceAll("\\bzr\\d+-", chart.id() + "-");
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " role=\"group\" aria-labelledby=\"%s-title %s-description\">\n",
                chart.width(),
                chart.height(),
                chart.width(),
                chart.height(),
                chart.id(),
                chart.id()));
        svg.append(text("title", chart.id() + "-title", chart.title()));
        svg.append(text("desc", chart.id() + "-description", chart.description()));
        svg.append(content).append('\n').append(marks(chart.marks(), points));
        return svg.append("</svg>").toString();
    }

    private static String text(String element, String id, String text) {
        return "<" + element + " id=\"" + id + "\">" + escape(text) + "</" + element + ">\n";
    }

    private static String marks(List<Dot> marks, JsonNode points) {
        StringBuilder svg = new StringBuilder("<g class=\"marks\">\n");
        for (int i = 0; i < marks.size(); i++) {
            String label = escape(marks.get(i).label());
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle class=\"mark\" cx=\"%.1f\" cy=\"%.1f\" r=\"%d\" fill-opacity=\"0\" tabindex=\"%d\""
                            + " role=\"img\" aria-label=\"%s\"><title>%s</title></circle>\n",
                    points.get(i).get(0).asDouble(),
                    points.get(i).get(1).asDouble(),
                    RADIUS,
                    i == 0 ? 0 : -1,
                    label,
                    label));
        }
        return svg.append("</g>\n").toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

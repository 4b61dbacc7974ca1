package riffle.report.chart;

import java.util.List;
import java.util.Map;

/**
 * A picture before it is drawn.
 *
 * @param id file name without its ending, and anchor: lower case letters, digits and hyphens
 * @param title one line
 * @param description what there is to see, for those who cannot
 * @param width in pixels
 * @param height in pixels
 * @param option what ECharts draws; values are strings, numbers, booleans, lists and maps
 * @param marks what can be pointed at, in the order of the arrow keys
 */
public record Chart(
        String id,
        String title,
        String description,
        int width,
        int height,
        Map<String, Object> option,
        List<Dot> marks) {

    public Chart {
        marks = List.copyOf(marks);
    }
}

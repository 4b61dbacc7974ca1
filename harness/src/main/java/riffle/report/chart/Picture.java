package riffle.report.chart;

/**
 * A drawn chart.
 *
 * @param chart what was drawn
 * @param svg the {@code svg} element, its marks in it
 */
public record Picture(Chart chart, String svg) {

    /** A file of its own, on white paper. */
    public String file() {
        int end = svg.indexOf('>') + 1;
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg.substring(0, end)
                + "\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>" + svg.substring(end) + "\n";
    }
}

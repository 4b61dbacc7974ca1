package riffle.report.chart;

/**
 * A point of a chart.
 *
 * @param x on the horizontal axis: a value, or the index of a category
 * @param y on the vertical axis: a value, or the index of a category
 * @param label what it says when it is pointed at, without line breaks
 */
public record Dot(double x, double y, String label) {}

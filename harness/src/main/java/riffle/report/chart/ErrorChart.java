package riffle.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import riffle.analysis.AccuracyPoint;
import riffle.report.table.Cells;

/** Time here against the error that was published. */
public final class ErrorChart {

    private ErrorChart() {}

    /**
     * The chart.
     *
     * @param id of the picture
     * @param points by the name of their series
     */
    public static Chart of(String id, Map<String, List<AccuracyPoint>> points) {
        List<Double> times = new ArrayList<>();
        List<Dot> names = new ArrayList<>();
        points.values().forEach(series -> series.forEach(point -> times.add(point.medianMs())));
        points.values().stream()
                .findFirst()
                .ifPresent(series -> series.forEach(point -> names.add(new Dot(
                        point.medianMs(),
                        point.publishedError(),
                        point.network().title()))));
        Map<String, Object> error = Axis.linear("published top-1 error, %");
        error.put("scale", true);
        Drawing drawing = new Drawing(
                id,
                "Time against published error",
                "Left is faster, down is more accurate. Errors are the paper's, on ImageNet at 224x224; no error was"
                        + " measured here.",
                Axis.logarithmic("median time, ms", times),
                error);
        int style = 0;
        for (Map.Entry<String, List<AccuracyPoint>> entry : points.entrySet()) {
            List<Dot> dots = entry.getValue().stream()
                    .map(point -> dot(entry.getKey(), point))
                    .toList();
            drawing.points(entry.getKey(), Palette.series(style++), dots);
        }
        return drawing.texts("right", List.of(4, 0), names).chart();
    }

    private static Dot dot(String series, AccuracyPoint point) {
        return new Dot(
                point.medianMs(),
                point.publishedError(),
                point.network().title() + ": " + Cells.ms(point.medianMs()) + " ms, published error "
                        + point.publishedError() + " % (" + series + ")");
    }
}

package riffle.report.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import riffle.analysis.speedup.PublishedSpeedup;
import riffle.analysis.speedup.Speedup;
import riffle.report.naming.Names;
import riffle.report.table.Cells;
import riffle.stats.Estimate;
import riffle.stats.Interval;

/** Theoretical against actual speedup, with the line where theory holds and what others published. */
public final class SpeedupChart {

    private static final String HERE = "measured: ";
    private static final String PUBLISHED = "published: ";

    private SpeedupChart() {}

    /**
     * The chart of every pair in which theory promises a gain.
     *
     * @param id of the picture
     * @param threads that all of them ran on, in words
     * @param speedups by the name of their series: device and date, backend, plan
     */
    public static Chart of(String id, String threads, Map<String, List<Speedup>> speedups) {
        Map<String, List<Dot>> published = new LinkedHashMap<>();
        Map<String, List<Dot>> measured = new LinkedHashMap<>();
        List<Interval> intervals = new ArrayList<>();
        List<Double> at = new ArrayList<>();
        speedups.forEach((name, pairs) -> {
            for (Speedup pair : pairs) {
                if (pair.theoretical() <= 1) {
                    continue;
                }
                for (PublishedSpeedup other : pair.published()) {
                    List<Dot> dots = published.computeIfAbsent(PUBLISHED + other.source(), key -> new ArrayList<>());
                    Dot dot = new Dot(other.theoretical(), other.actual(), label(pair, other));
                    if (!dots.contains(dot)) {
                        dots.add(dot);
                    }
                }
                pair.actual().ifPresent(actual -> {
                    measured.computeIfAbsent(HERE + name, key -> new ArrayList<>())
                            .add(new Dot(pair.theoretical(), actual.value(), label(name, pair, actual)));
                    actual.interval().ifPresent(interval -> {
                        at.add(pair.theoretical());
                        intervals.add(interval);
                    });
                });
            }
        });
        return draw(id, threads, measured, published, at, intervals);
    }

    private static Chart draw(
            String id,
            String threads,
            Map<String, List<Dot>> measured,
            Map<String, List<Dot>> published,
            List<Double> at,
            List<Interval> intervals) {
        List<Double> all = new ArrayList<>();
        measured.values().forEach(dots -> dots.forEach(dot -> all.addAll(List.of(dot.x(), dot.y()))));
        published.values().forEach(dots -> dots.forEach(dot -> all.addAll(List.of(dot.x(), dot.y()))));
        Map<String, Object> x = Axis.logarithmic("theoretical speedup: ratio of multiply-adds", all);
        double from = (Double) x.get("min");
        double to = (Double) x.get("max");
        Drawing drawing = new Drawing(
                id,
                "Theoretical against actual speedup, " + threads,
                "On the line, theory holds. Above it, the network gained more than its multiply-adds promise; below it,"
                        + " less. Vertical lines are 95 % intervals.",
                x,
                Axis.logarithmic("actual speedup: ratio of times", from, to));
        drawing.line("theory holds", Palette.INK, "solid", 1, List.of(List.of(from, from), List.of(to, to)));
        drawing.line(
                "the paper's 2.6x for each 4x",
                Palette.GREY,
                "dashed",
                1,
                List.of(List.of(from, paper(from)), List.of(to, paper(to))));
        for (int i = 0; i < intervals.size(); i++) {
            Interval ends = intervals.get(i);
            drawing.line(
                    "",
                    Palette.INK,
                    "solid",
                    1.5,
                    List.of(List.of(at.get(i), ends.low()), List.of(at.get(i), ends.high())));
        }
        int style = 0;
        for (Map.Entry<String, List<Dot>> entry : measured.entrySet()) {
            drawing.points(entry.getKey(), Palette.series(style++), entry.getValue());
        }
        for (Map.Entry<String, List<Dot>> entry : published.entrySet()) {
            drawing.hollowPoints(entry.getKey(), Palette.series(style++), entry.getValue());
        }
        return drawing.chart();
    }

    /** Section 4.5: every fourfold reduction of multiply-adds gives 2.6x. */
    private static double paper(double theoretical) {
        return Math.pow(theoretical, Math.log(2.6) / Math.log(4));
    }

    private static String label(String name, Speedup pair, Estimate actual) {
        return Names.pair(pair) + ": theoretical " + Cells.times(pair.theoretical()) + ", actual "
                + Names.estimate(actual) + " (measured: " + name + ")";
    }

    private static String label(Speedup pair, PublishedSpeedup other) {
        return Names.pair(pair) + ": theoretical " + Cells.times(other.theoretical()) + ", actual "
                + Cells.times(other.actual()) + " (published: " + other.source() + ", " + Names.device(other) + ")";
    }
}

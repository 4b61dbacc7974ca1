package riffle.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import riffle.report.naming.Names;
import riffle.report.naming.Shapes;
import riffle.report.table.Cells;
import riffle.result.ceiling.Plateau;
import riffle.roofline.Roof;
import riffle.roofline.RoofPoint;
import riffle.roofline.RoofedOperator;

/** Measured ceilings, and every launch with multiply-adds under them. */
public final class RooflineChart {

    /** Room above the peak. */
    private static final double ROOM = 1.3;

    /** Where the name of a sloped line stands: this much right of its start. */
    private static final double START = 1.25;

    private RooflineChart() {}

    /**
     * The chart of one setting.
     *
     * @param id of the picture
     * @param roof of the setting's threads
     * @param launches of its networks; those without multiply-adds have no place on it
     */
    public static Chart of(String id, Roof roof, List<RoofedOperator> launches) {
        double peak = roof.ceilings().peak().gflopPerS();
        List<Plateau> levels = levels(roof);
        List<RoofedOperator> computing =
                launches.stream().filter(launch -> launch.macs() > 0).toList();
        List<Double> intensities = new ArrayList<>(
                computing.stream().map(launch -> launch.point().flopPerByte()).toList());
        levels.forEach(level -> intensities.add(peak / level.gbPerS()));
        List<Double> rates = new ArrayList<>(
                computing.stream().map(launch -> launch.point().gflopPerS()).toList());
        rates.add(ROOM * peak);
        Map<String, Object> x = Axis.logarithmic("FLOPs per compulsory byte", intensities);
        Map<String, Object> y = Axis.logarithmic("GFLOP/s (FP32)", rates);
        double from = (Double) x.get("min");
        double to = (Double) x.get("max");
        double floor = (Double) y.get("min");
        Drawing drawing = new Drawing(
                        id,
                        "Roofline: " + roof.ceilings().device() + ", "
                                + Names.threads(roof.ceilings().threads()),
                        "Horizontal: the measured peak. Sloped: the measured bandwidth of each level of memory times"
                                + " intensity. A launch under a sloped line is bound by memory, one under the"
                                + " horizontal line by computation.",
                        x,
                        y)
                .height(600);
        double ridge = peak / levels.getFirst().gbPerS();
        drawing.line("", Palette.INK, "solid", 2, List.of(List.of(ridge, peak), List.of(to, peak)));
        drawing.texts(
                "top",
                List.of(0, 0),
                List.of(new Dot(Math.sqrt(ridge * to), peak, "peak " + Cells.digits(peak) + " GFLOP/s")));
        for (Plateau level : levels) {
            double start = Math.max(from, floor / level.gbPerS());
            boolean memory = level.equals(levels.getLast());
            drawing.line(
                    "",
                    Palette.INK,
                    memory ? "solid" : "dashed",
                    memory ? 2 : 1,
                    List.of(List.of(start, start * level.gbPerS()), List.of(peak / level.gbPerS(), peak)));
            String name = level.name() + " " + Cells.digits(level.gbPerS()) + " GB/s";
            double at = memory ? peak / level.gbPerS() / 2 : START * start;
            drawing.texts(
                    memory ? "left" : "right",
                    memory ? List.of(-4, -4) : List.of(2, 8),
                    List.of(new Dot(at, at * level.gbPerS(), name)));
        }
        Map<String, List<Dot>> classes =
                new TreeMap<>(Comparator.comparingInt(Palette::place).thenComparing(Comparator.naturalOrder()));
        Shapes shapes = new Shapes();
        computing.forEach(launch -> classes.computeIfAbsent(launch.operatorClass(), key -> new ArrayList<>())
                .add(new Dot(launch.point().flopPerByte(), launch.point().gflopPerS(), label(launch, shapes))));
        classes.forEach((name, points) -> drawing.points(name, Palette.operatorClass(name), points));
        return drawing.chart();
    }

    /**
     * The levels that are the roof of some working set, fastest first; of several patterns the fastest stands for its
     * level.
     */
    private static List<Plateau> levels(Roof roof) {
        Map<String, Plateau> fastest = new LinkedHashMap<>();
        roof.ceilings().plateaus().stream()
                .map(level -> roof.level(level.toBytes()))
                .sorted(Comparator.comparingDouble(level -> -level.gbPerS()))
                .forEach(level -> fastest.putIfAbsent(level.name(), level));
        return List.copyOf(fastest.values());
    }

    private static String label(RoofedOperator launch, Shapes shapes) {
        RoofPoint point = launch.point();
        return launch.subject().spec().title() + ", " + launch.name() + ": " + launch.operatorClass() + ", "
                + shapes.of(launch) + "; " + Cells.ms(launch.kernelMs()) + " ms, " + Cells.digits(point.gflopPerS())
                + " GFLOP/s at " + Cells.fixed(point.flopPerByte()) + " FLOP/B; ceiling "
                + Cells.digits(point.attainableGflopPerS()) + " GFLOP/s ("
                + (point.computeBound() ? "peak" : "bandwidth of " + point.level()) + "), "
                + Cells.percent(point.shareOfRoof(), 1) + " of it";
    }
}

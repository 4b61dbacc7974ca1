package riffle.report.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import riffle.report.Names;
import riffle.report.RooflineDot;
import riffle.report.table.Cells;
import riffle.result.Ceilings;
import riffle.result.Plateau;

/** Measured ceilings, and every launch with multiply-adds under them. */
public final class RooflineChart {

    private static final double PERCENT = 100;

    /** Where the name of a sloped line stands: this much right of its start. */
    private static final double START = 1.25;

    private RooflineChart() {}

    /**
     * The chart of one setting.
     *
     * @param id of the picture
     * @param ceilings measured with the setting's threads
     * @param roofs the bandwidths that are drawn, one a level of memory
     * @param dots launches with multiply-adds
     */
    public static Chart of(String id, Ceilings ceilings, List<Plateau> roofs, List<RooflineDot> dots) {
        double peak = ceilings.peak().gflopPerS();
        List<Double> intensities = new ArrayList<>(dots.stream().map(RooflineDot::intensity).toList());
        roofs.forEach(roof -> intensities.add(peak / roof.gbPerS()));
        List<Double> rates = new ArrayList<>(dots.stream().map(RooflineDot::gflops).toList());
        rates.add(1.3 * peak);
        Map<String, Object> x = Axis.logarithmic("FLOPs per compulsory byte", intensities);
        Map<String, Object> y = Axis.logarithmic("GFLOP/s (FP32)", rates);
        double from = (Double) x.get("min");
        double to = (Double) x.get("max");
        double floor = (Double) y.get("min");
        Drawing drawing = new Drawing(
                        id,
                        "Roofline: " + ceilings.device() + ", " + Names.threads(ceilings.threads()),
                        "Horizontal: the measured peak. Sloped: the measured bandwidth of each level of memory times"
                                + " intensity. A launch under a sloped line is bound by memory, one under the"
                                + " horizontal line by computation.",
                        x,
                        y)
                .height(600);
        double ridge = peak / fastest(roofs, peak);
        drawing.line("", Palette.INK, "solid", 2, List.of(List.of(ridge, peak), List.of(to, peak)));
        drawing.texts(
                "top",
                List.of(0, 0),
                List.of(new Dot(Math.sqrt(ridge * to), peak, "peak " + Cells.digits(peak) + " GFLOP/s")));
        for (Plateau roof : roofs) {
            double start = Math.max(from, floor / roof.gbPerS());
            boolean memory = roof == roofs.getLast();
            drawing.line(
                    "",
                    Palette.INK,
                    memory ? "solid" : "dashed",
                    memory ? 2 : 1,
                    List.of(List.of(start, start * roof.gbPerS()), List.of(peak / roof.gbPerS(), peak)));
            String name = roof.name() + " " + Cells.digits(roof.gbPerS()) + " GB/s";
            double at = memory ? peak / roof.gbPerS() / 2 : START * start;
            drawing.texts(
                    memory ? "left" : "right",
                    memory ? List.of(-4, -4) : List.of(2, 8),
                    List.of(new Dot(at, at * roof.gbPerS(), name)));
        }
        Map<String, List<Dot>> classes = new LinkedHashMap<>();
        dots.forEach(dot -> classes.computeIfAbsent(dot.operatorClass(), key -> new ArrayList<>())
                .add(new Dot(dot.intensity(), dot.gflops(), label(dot))));
        classes.forEach((name, points) -> drawing.points(name, Palette.operatorClass(name), points));
        return drawing.chart();
    }

    private static double fastest(List<Plateau> roofs, double otherwise) {
        return roofs.stream().mapToDouble(Plateau::gbPerS).max().orElse(otherwise);
    }

    private static String label(RooflineDot dot) {
        return dot.network() + ", " + dot.launch() + ": " + dot.operatorClass() + ", " + dot.shape() + "; "
                + Cells.ms(dot.kernelMs()) + " ms, " + Cells.digits(dot.gflops()) + " GFLOP/s at "
                + Cells.fixed(dot.intensity()) + " FLOP/B; ceiling " + Cells.digits(dot.attainable()) + " GFLOP/s ("
                + dot.roof() + "), " + Cells.percent(PERCENT * dot.gflops(), PERCENT * dot.attainable()) + " of it";
    }
}

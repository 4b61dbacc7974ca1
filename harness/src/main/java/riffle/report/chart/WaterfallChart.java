package riffle.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import riffle.analysis.profile.Waterfall;
import riffle.report.naming.Names;
import riffle.report.table.Cells;

/** The way from a theoretical to an actual speedup, factor by factor. */
public final class WaterfallChart {

    private static final double BAR = 34;

    /** Room for a text above the highest bar. */
    private static final double HEADROOM = 1.25;

    private WaterfallChart() {}

    private record Stage(String name, double from, double to, String label) {}

    /** The chart of one pair of networks. */
    public static Chart of(String id, Waterfall waterfall) {
        List<Stage> steps = steps(waterfall);
        List<Double> ends = new ArrayList<>(List.of(1.0));
        steps.forEach(step ->
                ends.addAll(List.of(step.from(), step.to(), HEADROOM * Math.max(step.from(), step.to()))));
        Map<String, Object> categories =
                Axis.categories("", steps.stream().map(Stage::name).toList());
        categories.put("axisLabel", Map.of("color", Palette.INK, "interval", 0, "rotate", 25));
        Drawing drawing = new Drawing(
                        id,
                        "From theoretical to actual: " + Names.pair(waterfall) + ", "
                                + Names.place(waterfall.setting()),
                        "Starts at the theoretical speedup; each bar multiplies it by a factor, up for what wins, down"
                                + " for what loses; the last bar is the actual speedup.",
                        categories,
                        Axis.logarithmic("speedup", ends))
                .margins(76, 110);
        double floor = (Double) drawing.yAxis().get("min");
        for (int i = 0; i < steps.size(); i++) {
            draw(drawing, steps.get(i), i, i == 0 || i == steps.size() - 1, floor);
        }
        List<Dot> texts = new ArrayList<>();
        List<Dot> marks = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Stage step = steps.get(i);
            boolean whole = i == 0 || i == steps.size() - 1;
            double factor = whole ? step.to() : step.to() / step.from();
            texts.add(new Dot(
                    i,
                    Math.max(whole ? step.to() : step.from(), step.to()),
                    whole ? Cells.times(factor).text() : String.format(Locale.ROOT, "x %.2f", factor)));
            marks.add(new Dot(i, whole ? step.to() : Math.sqrt(step.from() * step.to()), step.label()));
        }
        return drawing.texts("top", List.of(0, 2), texts).marks(marks).chart();
    }

    private static List<Stage> steps(Waterfall waterfall) {
        List<Stage> steps = new ArrayList<>();
        double reached = waterfall.theoretical();
        steps.add(new Stage("theoretical", reached, reached, "theoretical speedup " + Cells.times(reached)));
        for (Waterfall.Factor part : waterfall.parts()) {
            double next = reached * part.factor().value();
            steps.add(new Stage(
                    part.name(),
                    reached,
                    next,
                    part.name() + ": factor " + Cells.fixed(part.factor().value())
                            + Names.ends(part.factor().interval()) + "; " + Cells.ms(part.networkMs())
                            + " ms in the network, " + Cells.ms(part.baselineMs()) + " ms in the baseline"));
            reached = next;
        }
        double end = reached * waterfall.remainder();
        steps.add(new Stage(
                "remainder", reached, end, "remainder, not attributed: factor " + Cells.fixed(waterfall.remainder())));
        steps.add(new Stage("actual", end, end, "actual speedup " + Cells.times(waterfall.actual())));
        return steps;
    }

    private static void draw(Drawing drawing, Stage step, double place, boolean whole, double floor) {
        double from = whole ? floor : step.from();
        String colour = whole ? Palette.GREY : step.to() >= step.from() ? Palette.BLUE : Palette.VERMILION;
        drawing.line("", colour, "solid", BAR, List.of(List.of(place, from), List.of(place, step.to())));
        if (!step.name().equals("actual")) {
            drawing.line(
                    "", Palette.INK, "dotted", 1, List.of(List.of(place, step.to()), List.of(place + 1, step.to())));
        }
    }
}

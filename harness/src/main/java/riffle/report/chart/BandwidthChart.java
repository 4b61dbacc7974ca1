package riffle.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import riffle.report.naming.Names;
import riffle.report.table.Cells;
import riffle.result.ceiling.Bandwidth;
import riffle.result.ceiling.Ceilings;
import riffle.result.ceiling.Pattern;
import riffle.result.ceiling.Plateau;

/** Measured bandwidth against working set, with the levels that were found in it. */
public final class BandwidthChart {

    private static final double KIB = 1024;

    private BandwidthChart() {}

    /** The chart of one device with one number of threads. */
    public static Chart of(String id, Ceilings ceilings) {
        double least = ceilings.bandwidth().stream()
                .mapToDouble(Bandwidth::bytes)
                .min()
                .orElse(KIB);
        double most = ceilings.bandwidth().stream()
                .mapToDouble(Bandwidth::bytes)
                .max()
                .orElse(2 * KIB);
        List<Double> rates =
                ceilings.bandwidth().stream().map(Bandwidth::gbPerS).toList();
        Drawing drawing = new Drawing(
                id,
                "Bandwidth against working set: " + ceilings.device() + ", " + Names.threads(ceilings.threads()),
                "Measured with micro-kernels. Each step down is a level of the memory hierarchy; dashed lines are the"
                        + " plateaus found in the curves.",
                Axis.bytes("working set", Math.floor(log2(least)), Math.ceil(log2(most))),
                Axis.logarithmic("GB/s", rates));
        List<Dot> names = new ArrayList<>();
        for (Plateau plateau : ceilings.plateaus()) {
            drawing.line(
                    "",
                    style(plateau.pattern()).colour(),
                    "dashed",
                    1,
                    List.of(
                            List.of(log2((double) plateau.fromBytes()), plateau.gbPerS()),
                            List.of(log2((double) plateau.toBytes()), plateau.gbPerS())));
            if (plateau.pattern() == Pattern.READ) {
                names.add(new Dot(
                        (log2((double) plateau.fromBytes()) + log2((double) plateau.toBytes())) / 2,
                        plateau.gbPerS(),
                        plateau.name() + ", read: " + Cells.digits(plateau.gbPerS()) + " GB/s"));
            }
        }
        for (Pattern pattern : Pattern.values()) {
            List<Bandwidth> curve = ceilings.bandwidth().stream()
                    .filter(point -> point.pattern() == pattern)
                    .toList();
            if (!curve.isEmpty()) {
                Palette.Style style = style(pattern);
                List<List<Double>> points = new ArrayList<>();
                curve.forEach(point -> points.add(List.of(log2((double) point.bytes()), point.gbPerS())));
                drawing.line("", style.colour(), "solid", 1.5, points);
                drawing.points(
                        pattern.label(),
                        style,
                        curve.stream().map(BandwidthChart::dot).toList());
            }
        }
        return drawing.texts("top", List.of(0, -6), names).chart();
    }

    private static Dot dot(Bandwidth point) {
        return new Dot(
                log2((double) point.bytes()),
                point.gbPerS(),
                String.format(
                        Locale.ROOT,
                        "%s, working set %.0f KiB: %s GB/s, median of %d",
                        point.pattern().label(),
                        point.bytes() / KIB,
                        Cells.digits(point.gbPerS()),
                        point.samples().size()));
    }

    private static Palette.Style style(Pattern pattern) {
        return Palette.series(List.of(Pattern.values()).indexOf(pattern));
    }

    private static double log2(double bytes) {
        return Math.log(bytes) / Math.log(2);
    }
}

package riffle.report.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import riffle.offload.BestCut;
import riffle.offload.Point;
import riffle.offload.Probe;
import riffle.report.table.Cells;

/**
 * What is worth sending to a device: times of both sides against size, and a network's time against where it is cut.
 */
public final class OffloadChart {

    private OffloadChart() {}

    /**
     * Device against host by size, at batch 1.
     *
     * @param id of the picture
     * @param kind what they are: {@code operator}, {@code unit} or {@code network}
     * @param points those with both numbers count
     */
    public static Chart sizes(String id, String kind, List<Point> points) {
        Map<String, List<Point>> lines = new LinkedHashMap<>();
        for (Point point : points) {
            Probe probe = point.probe();
            if (probe.part() == Probe.Portion.WHOLE && probe.images() == 1 && point.ratio() != null) {
                lines.computeIfAbsent(probe.title(), title -> new ArrayList<>()).add(point);
            }
        }
        return sizes(id, kind, lines);
    }

    private static Chart sizes(String id, String kind, Map<String, List<Point>> lines) {
        List<Point> all = lines.values().stream().flatMap(List::stream).toList();
        List<Double> ratios = new ArrayList<>(all.stream().map(Point::ratio).toList());
        ratios.add(1.0);
        Map<String, Object> x = Axis.logarithmic(
                "side of the input", all.stream().map(OffloadChart::side).toList());
        Drawing drawing = new Drawing(
                id,
                "Device against host by size: " + kind + "s at batch 1",
                "Below the line at 1 the device is faster, with transfers and dispatch.",
                x,
                Axis.logarithmic("device's time over the host's", ratios));
        drawing.line(
                "as fast as the host",
                Palette.INK,
                "dashed",
                1,
                List.of(List.of((Double) x.get("min"), 1.0), List.of((Double) x.get("max"), 1.0)));
        int style = 0;
        for (Map.Entry<String, List<Point>> line : lines.entrySet()) {
            Palette.Style look = Palette.series(style++);
            List<List<Double>> places = new ArrayList<>();
            line.getValue().forEach(point -> places.add(List.of(side(point), point.ratio())));
            drawing.line("", look.colour(), "solid", 1.5, places);
            drawing.points(
                    line.getKey(),
                    look,
                    line.getValue().stream()
                            .map(point -> new Dot(side(point), point.ratio(), label(point)))
                            .toList());
        }
        return drawing.chart();
    }

    private static Double side(Point point) {
        Probe probe = point.probe();
        return (double)
                (probe.network() == null ? probe.side() : probe.network().height());
    }

    private static String label(Point point) {
        return String.format(
                Locale.ROOT,
                "%s, %s: device %s ms, host %s ms, %s",
                point.probe().title(),
                point.probe().size(),
                Cells.ms(point.device().medianMs()).text(),
                Cells.ms(point.host().medianMs()).text(),
                Cells.times(point.ratio()).text());
    }

    /**
     * Every cut of a network, and the network whole.
     *
     * @param id of the picture
     * @param cut at least one split
     */
    public static Chart cut(String id, BestCut cut) {
        List<String> after =
                cut.splits().stream().map(BestCut.Split::after).distinct().toList();
        Map<String, Object> categories = Axis.categories("cut behind", after);
        categories.put("axisLabel", Map.of("color", Palette.INK, "interval", 0, "rotate", 25));
        Drawing drawing = new Drawing(
                        id,
                        "Where to cut " + cut.network().title() + ", "
                                + cut.network().size() + ", batch "
                                + cut.network().batch(),
                        "One part on the device, the other on the host, and the tensor between them through the host.",
                        categories,
                        Axis.linear("end to end (ms)"))
                .margins(76, 110);
        int style = 0;
        for (boolean deviceFirst : new boolean[] {true, false}) {
            List<Dot> dots = cut.splits().stream()
                    .filter(split -> split.deviceFirst() == deviceFirst)
                    .map(split -> new Dot(after.indexOf(split.after()), split.totalMs(), label(split)))
                    .toList();
            drawing.points(deviceFirst ? "device, then host" : "host, then device", Palette.series(style++), dots);
        }
        whole(drawing, "all on the device", cut.deviceMs(), after.size(), "solid");
        whole(drawing, "all on the host", cut.hostMs(), after.size(), "dashed");
        return drawing.chart();
    }

    private static void whole(Drawing drawing, String name, Double ms, int places, String dash) {
        if (ms != null) {
            drawing.line(name, Palette.INK, dash, 1, List.of(List.of(0.0, ms), List.of(places - 1.0, ms)));
        }
    }

    private static String label(BestCut.Split split) {
        return String.format(
                Locale.ROOT,
                "behind %s, %s first: %s + %s = %s ms, %.0f KiB between them",
                split.after(),
                split.deviceFirst() ? "device" : "host",
                Cells.ms(split.firstMs()).text(),
                Cells.ms(split.secondMs()).text(),
                Cells.ms(split.totalMs()).text(),
                split.bytes() / 1024.0);
    }
}

package riffle.report.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import riffle.analysis.speedup.DeviceSpeedup;
import riffle.analysis.speedup.Speedups;
import riffle.report.naming.DeviceGroup;
import riffle.report.naming.Names;
import riffle.report.table.Cells;

/** What many devices make of one pair of networks, a line each, beside what theory promises. */
public final class DevicesChart {

    private static final int LINE = 22;
    private static final int FRAME = 130;
    private static final int LETTER = 7;

    private DevicesChart() {}

    /**
     * The chart.
     *
     * @param id of the picture
     * @param pair the networks, in words
     * @param devices in the order of their lines; at least one
     */
    public static Chart of(String id, String pair, List<DeviceSpeedup> devices) {
        double theoretical = theoretical(devices);
        List<String> names = devices.stream().map(Names::device).toList();
        int longest = names.stream().mapToInt(String::length).max().orElseThrow();
        Map<String, Object> lines = Axis.categories("", names);
        lines.put("inverse", true);
        Map<String, Object> x = Axis.logarithmic(
                "actual speedup: ratio of times",
                Stream.concat(
                                Stream.of(1.0, theoretical),
                                devices.stream().map(device -> device.actual().value()))
                        .toList());
        Drawing drawing = new Drawing(
                        id,
                        "Theory and devices: " + pair,
                        "A line a device. Full points were measured here, hollow ones were published by others. Where"
                                + " theory holds, a point is on the line.",
                        x,
                        lines)
                .height(devices.size() * LINE + FRAME)
                .margins((longest + 3) * LETTER, 60);
        double last = devices.size() - 1;
        drawing.line(
                "theory: " + Cells.times(theoretical).text(),
                Palette.INK,
                "solid",
                1,
                List.of(List.of(theoretical, 0.0), List.of(theoretical, last)));
        drawing.line("no gain", Palette.GREY, "dashed", 1, List.of(List.of(1.0, 0.0), List.of(1.0, last)));
        Map<DeviceGroup, List<Dot>> groups = new LinkedHashMap<>();
        for (int i = 0; i < devices.size(); i++) {
            DeviceSpeedup device = devices.get(i);
            groups.computeIfAbsent(DeviceGroup.of(device), key -> new ArrayList<>())
                    .add(new Dot(device.actual().value(), i, label(device)));
        }
        groups.forEach((group, dots) -> {
            Palette.Style style = style(group);
            if (group == DeviceGroup.MEASURED) {
                drawing.points(group.label(), style, dots);
            } else {
                drawing.hollowPoints(group.label(), style, dots);
            }
        });
        return drawing.chart();
    }

    /** The ratio of our multiply-adds, which is the same for all. */
    public static double theoretical(List<DeviceSpeedup> devices) {
        DeviceSpeedup any = devices.getFirst();
        return Speedups.theoretical(any.network(), any.baseline());
    }

    /** Groups look the same in every picture, whichever of them it has. */
    private static Palette.Style style(DeviceGroup group) {
        return Palette.series(List.of(DeviceGroup.values()).indexOf(group));
    }

    private static String label(DeviceSpeedup device) {
        return Names.device(device) + ": theoretical "
                + Cells.times(device.theoretical()).text() + ", actual " + Names.estimate(device.actual()) + " ("
                + device.source() + ")";
    }
}

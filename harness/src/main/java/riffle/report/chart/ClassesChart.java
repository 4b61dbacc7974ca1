package riffle.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import riffle.analysis.profile.ClassProfile;
import riffle.report.table.Cells;

/** Where a network's multiply-adds, its compulsory bytes and its kernel time are, by class of operators. */
public final class ClassesChart {

    private static final double PERCENT = 100;
    private static final int BAR = 24;
    private static final int FRAME = 140;

    private ClassesChart() {}

    private record Quantity(String name, ToDoubleFunction<ClassProfile.Share> share) {}

    private static final List<Quantity> QUANTITIES = List.of(
            new Quantity("MACs", ClassProfile.Share::macsShare),
            new Quantity("bytes", ClassProfile.Share::bytesShare),
            new Quantity("time", ClassProfile.Share::timeShare));

    /** The chart of the networks of one setting. */
    public static Chart of(String id, String setting, List<ClassProfile> profiles) {
        List<String> bars = new ArrayList<>();
        Map<String, List<Double>> classes = new LinkedHashMap<>();
        profiles.stream()
                .flatMap(profile -> profile.classes().stream())
                .map(ClassProfile.Share::operatorClass)
                .distinct()
                .sorted(Comparator.comparingInt(Palette::place))
                .forEach(name -> classes.put(name, new ArrayList<>()));
        List<Dot> marks = new ArrayList<>();
        for (ClassProfile profile : profiles) {
            for (Quantity quantity : QUANTITIES) {
                bar(profile, quantity, bars.size(), classes, marks);
                bars.add(profile.network().title() + ": " + quantity.name());
            }
        }
        Map<String, Object> categories = Axis.categories("", bars);
        categories.put("inverse", true);
        Map<String, Object> x = Axis.linear("share of the network, %");
        x.put("max", PERCENT);
        Drawing drawing = new Drawing(
                        id,
                        "Time by class of operators, beside what theory counts: " + setting,
                        "Three bars a network: shares of its multiply-adds, of the bytes that it must move, and of its"
                                + " kernel time. Where theory holds, first and last are alike.",
                        x,
                        categories)
                .height(bars.size() * BAR + FRAME)
                .margins(250, 60);
        classes.forEach((name, shares) -> drawing.stackedBars(name, Palette.operatorClass(name), shares));
        return drawing.marks(marks).chart();
    }

    private static void bar(
            ClassProfile profile, Quantity quantity, int place, Map<String, List<Double>> classes, List<Dot> marks) {
        double before = 0;
        for (Map.Entry<String, List<Double>> entry : classes.entrySet()) {
            double percent = profile.classes().stream()
                    .filter(share -> share.operatorClass().equals(entry.getKey()))
                    .mapToDouble(quantity.share())
                    .map(share -> PERCENT * share)
                    .sum();
            entry.getValue().add(percent);
            if (percent > 0) {
                marks.add(new Dot(
                        before + percent / 2,
                        place,
                        profile.network().title() + ", " + entry.getKey() + ": " + Cells.percent(percent, PERCENT)
                                + " of its " + quantity.name()));
            }
            before += percent;
        }
    }
}

package riffle.offload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import riffle.network.NetworkSpec;
import riffle.offload.Probe.Portion;

/**
 * Whether one operator, unit or network is worth sending.
 *
 * @param kind {@code operator}, {@code unit} or {@code network}
 * @param name what people call it
 * @param at the point at its usual size and batch 1
 * @param size along the side of a square input, at batch 1
 * @param batch along the batch, at the usual size
 */
public record OffloadVerdict(String kind, String name, Point at, BreakEven size, BreakEven batch) {

    /** One for each operator, unit and network, in the order of the points. */
    public static List<OffloadVerdict> of(List<Point> points) {
        Map<Object, List<Point>> subjects = new LinkedHashMap<>();
        for (Point point : points) {
            if (point.probe().part() == Portion.WHOLE) {
                subjects.computeIfAbsent(subject(point.probe()), key -> new ArrayList<>())
                        .add(point);
            }
        }
        return subjects.values().stream().map(OffloadVerdict::one).toList();
    }

    private static Object subject(Probe probe) {
        return probe.network() == null
                ? probe.operator()
                : probe.network().withSize(1, 1).withBatch(1);
    }

    private static OffloadVerdict one(List<Point> points) {
        Point at = points.stream()
                .filter(point -> point.probe().images() == 1 && sideOf(point) == usualSide(points))
                .findFirst()
                .orElse(points.getFirst());
        List<BreakEven.Rung> sizes = points.stream()
                .filter(point -> point.isComplete() && point.probe().images() == 1 && isSquare(point.probe()))
                .map(point -> new BreakEven.Rung(sideOf(point), point.ratio()))
                .toList();
        List<BreakEven.Rung> batches = points.stream()
                .filter(point -> point.isComplete()
                        && point.probe().size().equals(at.probe().size()))
                .map(point -> new BreakEven.Rung(point.probe().images(), point.ratio()))
                .toList();
        return new OffloadVerdict(
                at.probe().kind(), at.probe().title(), at, BreakEven.of(sizes), BreakEven.of(batches));
    }

    /** The side at which batches above 1 were timed, or else the last one. */
    private static int usualSide(List<Point> points) {
        return points.stream()
                .filter(point -> point.probe().images() > 1)
                .map(OffloadVerdict::sideOf)
                .findFirst()
                .orElseGet(() -> sideOf(points.getLast()));
    }

    private static int sideOf(Point point) {
        Probe probe = point.probe();
        return probe.network() == null ? probe.side() : probe.network().height();
    }

    private static boolean isSquare(Probe probe) {
        NetworkSpec network = probe.network();
        return network == null || network.height() == network.width();
    }
}

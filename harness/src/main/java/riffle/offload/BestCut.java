package riffle.offload;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.offload.Probe.Portion;
import riffle.operator.Operator;

/**
 * Where a network is best divided between host and device.
 *
 * @param network the network with its size and batch
 * @param hostMs all of it on the host; null without a number
 * @param deviceMs all of it on the device; null without a number
 * @param splits every cut and order that has both times
 * @param best the fastest split, if it beats each side alone, whole or in the same parts, by more than
 *     {@value #LEAST_GAIN}; else null
 */
public record BestCut(NetworkSpec network, Double hostMs, Double deviceMs, List<Split> splits, Split best) {

    /** The fastest of some twenty noisy numbers looks better than it is: less than this share is no gain. */
    public static final double LEAST_GAIN = 0.05;

    /**
     * A network in two parts, one after the other, each end to end: the tensor between them passes through the host.
     *
     * @param after name of the last node of the first part
     * @param deviceFirst whether the device runs the first part
     * @param bytes size of the tensor that is handed over
     * @param firstMs time of the first part
     * @param secondMs time of the second
     */
    public record Split(String after, boolean deviceFirst, long bytes, double firstMs, double secondMs) {

        /** Time of both. */
        @JsonProperty("total_ms")
        public double totalMs() {
            return firstMs + secondMs;
        }
    }

    public BestCut {
        splits = List.copyOf(splits);
    }

    /** One for each network that was cut. */
    public static List<BestCut> of(List<Point> points) {
        Map<NetworkSpec, List<Point>> networks = new LinkedHashMap<>();
        for (Point point : points) {
            if (point.probe().part() != Portion.WHOLE) {
                networks.computeIfAbsent(point.probe().network(), key -> new ArrayList<>())
                        .add(point);
            }
        }
        List<BestCut> cuts = new ArrayList<>();
        networks.forEach((network, parts) -> cuts.add(of(network, parts, whole(network, points))));
        return cuts;
    }

    private static Optional<Point> whole(NetworkSpec network, List<Point> points) {
        return points.stream()
                .filter(point -> point.probe().equals(Probe.of(network)))
                .findFirst();
    }

    private static BestCut of(NetworkSpec network, List<Point> parts, Optional<Point> whole) {
        Network built = network.build();
        List<Split> splits = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        whole.map(Point::host).map(Clocks::medianMs).ifPresent(alone::add);
        whole.map(Point::device).map(Clocks::medianMs).ifPresent(alone::add);
        for (Point head : parts) {
            if (head.probe().part() == Portion.HEAD && head.isComplete()) {
                parts.stream()
                        .filter(point -> point.probe().part() == Portion.TAIL && point.isComplete())
                        .filter(point -> point.probe().cut().equals(head.probe().cut()))
                        .findFirst()
                        .ifPresent(tail -> {
                            splits.addAll(both(built, head, tail));
                            alone.add(head.host().medianMs() + tail.host().medianMs());
                            alone.add(head.device().medianMs() + tail.device().medianMs());
                        });
            }
        }
        Double host = whole.map(Point::host).map(Clocks::medianMs).orElse(null);
        Double device = whole.map(Point::device).map(Clocks::medianMs).orElse(null);
        double toBeat = alone.stream().min(Comparator.naturalOrder()).orElse(Double.POSITIVE_INFINITY);
        Split best = splits.stream()
                .min(Comparator.comparingDouble(Split::totalMs))
                .filter(split -> split.totalMs() < (1 - LEAST_GAIN) * toBeat)
                .orElse(null);
        return new BestCut(network, host, device, splits, best);
    }

    private static List<Split> both(Network network, Point head, Point tail) {
        int cut = Objects.requireNonNull(head.probe().cut());
        String after = network.nodes().get(cut).name();
        Operator operator = network.nodes().get(cut).operator();
        long bytes = (long) Float.BYTES * operator.output().elements();
        return List.of(
                new Split(
                        after,
                        true,
                        bytes,
                        head.device().medianMs(),
                        tail.host().medianMs()),
                new Split(
                        after,
                        false,
                        bytes,
                        head.host().medianMs(),
                        tail.device().medianMs()));
    }
}

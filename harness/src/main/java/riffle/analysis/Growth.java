package riffle.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import riffle.analysis.row.Rows;
import riffle.network.NetworkSpec;
import riffle.result.ResultRow;
import riffle.result.Subject;
import riffle.stats.PowerLaw;

/**
 * How a network's time grows on each backend.
 *
 * @param pixels with the size of the input
 * @param batch with the number of images
 * @param threads from one compute unit to more
 */
public record Growth(List<Series> pixels, List<Series> batch, List<Scaling> threads) {

    public Growth {
        pixels = List.copyOf(pixels);
        batch = List.copyOf(batch);
        threads = List.copyOf(threads);
    }

    /**
     * Times of one backend, in the order of what grows.
     *
     * @param law time as a power of what grows; nothing where there are not two points
     */
    public record Series(String backend, int threads, List<Measurement> points, Optional<PowerLaw> law) {
        public Series {
            points = List.copyOf(points);
        }

        static Series of(String backend, int threads, List<Measurement> points) {
            return new Series(
                    backend,
                    threads,
                    points,
                    PowerLaw.through(
                            points.stream()
                                    .map(point -> (double) point.amount())
                                    .toList(),
                            points.stream().map(Measurement::ms).toList()));
        }
    }

    /**
     * One time.
     *
     * @param label of what was measured
     * @param amount pixels of the images, or images
     * @param ms median of a pass
     * @param exponent of growth from the point before; nothing at the first
     */
    public record Measurement(String label, long amount, double ms, Optional<Double> exponent) {}

    /**
     * One backend on one compute unit and on more.
     *
     * @param oneMs median on one
     * @param manyMs median on {@code threads}
     */
    public record Scaling(String backend, int threads, double oneMs, double manyMs) {

        /** Speedup by the further compute units. */
        public double speedup() {
            return oneMs / manyMs;
        }
    }

    /** The growth of a network in rows with its sizes, batches and threads; rows without a number are left out. */
    public static Growth of(NetworkSpec asked, List<ResultRow> rows) {
        Subject own = Subject.of(asked, "", "");
        NetworkSpec network = own.spec(); // as rows describe it
        Map<String, List<ResultRow>> byBackend = new LinkedHashMap<>();
        rows.stream()
                .filter(Rows::hasNumber)
                .forEach(row -> byBackend
                        .computeIfAbsent(row.result().subject().backend(), backend -> new ArrayList<>())
                        .add(row));
        List<Series> pixels = new ArrayList<>();
        List<Series> batches = new ArrayList<>();
        List<Scaling> scalings = new ArrayList<>();
        byBackend.forEach((backend, all) -> {
            int most = all.stream()
                    .mapToInt(row -> row.result().subject().threads())
                    .max()
                    .orElseThrow();
            List<ResultRow> many = all.stream()
                    .filter(row -> row.result().subject().threads() == most)
                    .toList();
            pixels.add(Series.of(
                    backend,
                    most,
                    points(many.stream()
                            .filter(row -> row.result().subject().batch() == network.batch())
                            .map(row -> point(row.result().subject().size(), pixels(row), row))
                            .toList())));
            batches.add(Series.of(
                    backend,
                    most,
                    points(many.stream()
                            .filter(row -> row.result().subject().size().equals(own.size()))
                            .map(row -> point(
                                    "batch " + row.result().subject().batch(),
                                    row.result().subject().batch(),
                                    row))
                            .toList())));
            Optional<Double> one = onThreads(network, all, 1);
            Optional<Double> more = onThreads(network, all, most);
            if (most > 1 && one.isPresent() && more.isPresent()) {
                scalings.add(new Scaling(backend, most, one.get(), more.get()));
            }
        });
        return new Growth(pixels, batches, scalings);
    }

    private static Optional<Double> onThreads(NetworkSpec network, List<ResultRow> rows, int threads) {
        return rows.stream()
                .filter(row -> Objects.equals(row.result().subject().threads(), threads))
                .filter(row -> Rows.network(row).equals(network))
                .map(row -> row.result().times().medianMs())
                .findFirst();
    }

    private static long pixels(ResultRow row) {
        NetworkSpec spec = row.result().subject().spec();
        return (long) spec.batch() * spec.height() * spec.width();
    }

    private static Measurement point(String label, long amount, ResultRow row) {
        return new Measurement(label, amount, row.result().times().medianMs(), Optional.empty());
    }

    /** In rising order, each with the exponent from the one before. */
    private static List<Measurement> points(List<Measurement> unordered) {
        List<Measurement> points = new ArrayList<>();
        for (Measurement point : unordered.stream()
                .sorted(Comparator.comparing(Measurement::amount))
                .toList()) {
            Optional<Double> exponent = Optional.empty();
            if (!points.isEmpty()) {
                Measurement before = points.getLast();
                exponent = PowerLaw.through(
                                List.of((double) before.amount(), (double) point.amount()),
                                List.of(before.ms(), point.ms()))
                        .map(PowerLaw::exponent);
            }
            points.add(new Measurement(point.label(), point.amount(), point.ms(), exponent));
        }
        return points;
    }
}

package riffle.analysis.speedup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.Subject;
import riffle.result.published.PublishedFile;
import riffle.result.published.PublishedRow;
import riffle.result.published.PublishedRun;

/** Pairs of networks whose times others published, batch 1, on one device of one source. */
public final class PublishedTimes {

    /** Those that are shipped: read when they are first asked for. */
    private static final class Shipped {
        private static final List<PublishedSpeedup> PAIRS = PublishedFile.shipped().stream()
                .flatMap(run -> pairs(run).stream())
                .toList();
    }

    private PublishedTimes() {}

    /**
     * What ran a network.
     *
     * @param device its name
     * @param threads of a processor; null for a GPU
     * @param engine the program
     */
    private record Place(String device, Integer threads, String engine) {
        static Place of(Subject subject) {
            return new Place(subject.device(), subject.threads(), subject.backend());
        }
    }

    /** What others published of a pair of networks at their size. */
    static List<PublishedSpeedup> speedups(NetworkSpec network, NetworkSpec baseline) {
        NetworkSpec published = asPublished(baseline);
        return Shipped.PAIRS.stream()
                .filter(pair -> sameNetwork(pair.network(), network) && sameNetwork(pair.baseline(), published))
                .toList();
    }

    /** Every network of a source over every baseline that the same device ran at the same size. */
    public static List<PublishedSpeedup> pairs(PublishedRun run) {
        Map<Place, List<PublishedRow>> places = new LinkedHashMap<>();
        run.rows()
                .forEach(row -> places.computeIfAbsent(Place.of(row.subject()), key -> new ArrayList<>())
                        .add(row));
        List<PublishedSpeedup> pairs = new ArrayList<>();
        for (List<PublishedRow> rows : places.values()) {
            for (PublishedRow baseline : rows) {
                for (PublishedRow row : rows) {
                    if (!row.equals(baseline) && isPair(row.subject(), baseline.subject())) {
                        pairs.add(pair(run, row, baseline));
                    }
                }
            }
        }
        return pairs;
    }

    private static boolean isPair(Subject network, Subject baseline) {
        return network.size().equals(baseline.size())
                && network.batch() == baseline.batch()
                && baseline.spec().isBaselineOf(network.spec());
    }

    private static PublishedSpeedup pair(PublishedRun run, PublishedRow row, PublishedRow baseline) {
        double theoretical = theoretical(row, baseline);
        double actual = baseline.ms() / row.ms();
        return new PublishedSpeedup(
                run.source(),
                row.subject().device(),
                Optional.ofNullable(row.subject().threads()),
                row.subject().spec(),
                baseline.subject().spec(),
                theoretical,
                baseline.ms(),
                row.ms(),
                Speedups.differs(theoretical)
                        ? Optional.of(Math.log(actual) / Math.log(theoretical))
                        : Optional.empty());
    }

    /** The ratio of the source's own multiply-adds; of ours where it does not give both. */
    private static double theoretical(PublishedRow row, PublishedRow baseline) {
        return row.mmacs() == null || baseline.mmacs() == null
                ? Speedups.theoretical(row.subject().spec(), baseline.subject().spec())
                : baseline.mmacs() / row.mmacs();
    }

    /**
     * At sizes where AlexNet's fully connected layers cannot run, its convolutions stand beside the paper's AlexNet.
     */
    private static NetworkSpec asPublished(NetworkSpec network) {
        NetworkSpec usual = NetworkSpec.of(Architecture.ALEXNET_CONVOLUTIONS, 1, 1);
        boolean sameSize = network.height() == usual.height() && network.width() == usual.width();
        if (network.architecture() != Architecture.ALEXNET_CONVOLUTIONS || sameSize) {
            return network;
        }
        NetworkSpec whole = NetworkSpec.of(Architecture.ALEXNET, 1, 1)
                .withBatch(network.batch())
                .withSize(network.height(), network.width());
        return whole.build().note().isPresent() ? whole : network;
    }

    private static boolean sameNetwork(NetworkSpec published, NetworkSpec network) {
        Architecture architecture = network.architecture();
        return published.architecture() == architecture
                && (!architecture.hasGroups() || published.groups() == network.groups())
                && (!architecture.hasScale() || published.scale() == network.scale())
                && published.batch() == network.batch()
                && published.height() == network.height()
                && published.width() == network.width()
                && published.classes() == network.classes();
    }
}

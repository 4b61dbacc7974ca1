package riffle.analysis.speedup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import riffle.network.Architecture;
import riffle.network.Complexity;
import riffle.network.NetworkSpec;
import riffle.network.Published;

/**
 * Times that others published, batch 1, as they stand in the source: the paper's Table 8, Table 8 of ShuffleNet V2 (Ma
 * et al., ECCV 2018, arXiv 1807.11164), and the table in ncnn's benchmark/README.md for a few phones and boards.
 */
final class PublishedTimes {

    private static final int TABLE_8 = 8;
    private static final String PAPER = "ShuffleNet, Table 8";
    private static final String SECOND_PAPER = "ShuffleNet V2, Table 8";
    private static final String NCNN = "ncnn, benchmark/README.md";

    private static final List<Times> TABLES = tables();

    private PublishedTimes() {}

    /**
     * One device of one source.
     *
     * @param source paper or project, with its table
     * @param device what ran, with its threads
     * @param entries one for each network and size
     */
    private record Times(String source, String device, List<Entry> entries) {
        Optional<Entry> of(NetworkSpec network) {
            return entries.stream()
                    .filter(entry -> sameNetwork(entry.network, network))
                    .findFirst();
        }
    }

    /**
     * One time.
     *
     * @param network the network at its size
     * @param macs multiply-adds as the source gives them at 224x224; ours where it gives none
     * @param ms milliseconds
     */
    private record Entry(NetworkSpec network, double macs, double ms) {}

    /** What others published of a pair of networks at their size. */
    static List<PublishedSpeedup> speedups(NetworkSpec network, NetworkSpec baseline) {
        NetworkSpec published = asPublished(baseline);
        List<PublishedSpeedup> speedups = new ArrayList<>();
        for (Times table : TABLES) {
            Optional<Entry> ours = table.of(network);
            Optional<Entry> theirs = table.of(published);
            if (ours.isPresent() && theirs.isPresent()) {
                double theoretical = theirs.get().macs / ours.get().macs;
                double actual = theirs.get().ms / ours.get().ms;
                speedups.add(new PublishedSpeedup(
                        table.source,
                        table.device,
                        theoretical,
                        theirs.get().ms,
                        ours.get().ms,
                        Speedups.differs(theoretical)
                                ? Optional.of(Math.log(actual) / Math.log(theoretical))
                                : Optional.empty()));
            }
        }
        return speedups;
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

    private static List<Times> tables() {
        return List.of(
                new Times(PAPER, "Snapdragon 820, 1 thread", paper()),
                new Times(
                        SECOND_PAPER,
                        "Snapdragon 810, 1 thread",
                        List.of(
                                perSecond(shuffleNet(0.5), 38, 56.8),
                                perSecond(shuffleNet(1), 140, 21.8),
                                perSecond(shuffleNet(1.5), 292, 10.3),
                                perSecond(shuffleNet(2), 524, 6.4),
                                perSecond(mobileNet(0.25), 41, 36.4),
                                perSecond(mobileNet(0.5), 149, 16.5),
                                perSecond(mobileNet(0.75), 325, 10.6),
                                perSecond(mobileNet(1), 569, 6.5))),
                ncnn("Snapdragon 821, 1 thread", 24.96, 80.89, 97.41),
                ncnn("Snapdragon 821, 4 threads", 14.07, 27.33, 38.62),
                ncnn("Snapdragon 855+, 1 thread", 5.32, 14.38, 24.83),
                ncnn("Snapdragon 855+, Adreno 640", 8.21, 13.04, 27.94),
                ncnn("Snapdragon 8 Gen 2, 1 thread", 5.07, 15.45, 23.69),
                ncnn("Snapdragon 8 Gen 2, Adreno 740", 9.82, 10.87, 25.98),
                ncnn("RK3588, 1 thread of Cortex-A76", 18.15, 41.17, 93.49),
                ncnn("RK3588, Mali-G610", 5.88, 9.16, 15.47),
                ncnn("Raspberry Pi 5, 1 thread", 7.17, 20.24, 35.24));
    }

    private static List<Entry> paper() {
        List<Entry> entries = new ArrayList<>();
        for (Published row : Published.table(TABLE_8)) {
            for (Published.Time time : row.times()) {
                entries.add(new Entry(
                        row.network().withSize(time.height(), time.width()), 1e6 * row.mmacs(), time.milliseconds()));
            }
        }
        return entries;
    }

    /** Minima in ms of three networks, with whatever precision and algorithms ncnn chose. */
    private static Times ncnn(String device, double shuffleNet, double mobileNet, double alexNet) {
        return new Times(
                NCNN,
                device,
                List.of(
                        counted(shuffleNet(1), shuffleNet),
                        counted(mobileNet(1), mobileNet),
                        counted(NetworkSpec.of(Architecture.ALEXNET, 1, 1), alexNet)));
    }

    private static Entry counted(NetworkSpec network, double ms) {
        return new Entry(network, Complexity.of(network).macsTotal(), ms);
    }

    private static Entry perSecond(NetworkSpec network, double mmacs, double images) {
        return new Entry(network, 1e6 * mmacs, 1000 / images);
    }

    private static NetworkSpec shuffleNet(double scale) {
        return NetworkSpec.of(Architecture.SHUFFLENET, 3, scale);
    }

    private static NetworkSpec mobileNet(double scale) {
        return NetworkSpec.of(Architecture.MOBILENET, 1, scale);
    }
}

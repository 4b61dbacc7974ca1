package riffle.network;

import java.util.List;
import java.util.Optional;

/**
 * One complexity that the ShuffleNet paper publishes (Zhang et al., CVPR 2018), always at 224x224. {@link PaperTables}
 * holds them all.
 *
 * @param table number of the paper's table
 * @param network which network it is about, batch 1
 * @param mmacs millions of multiply-adds; the paper calls them MFLOPs
 * @param counting what the number counts
 * @param times measured times, Table 8's; empty elsewhere
 * @param reason why our count does not round to it; empty where it does
 */
public record Published(
        int table, NetworkSpec network, int mmacs, Counting counting, List<Time> times, Optional<String> reason) {

    /** Which operators a published complexity counts. */
    public enum Counting {
        CONVOLUTIONS("convolutions alone"),
        WITH_FULLY_CONNECTED("with fully connected layers");

        private final String label;

        Counting(String label) {
            this.label = label;
        }

        /** In words. */
        public String label() {
            return label;
        }
    }

    /**
     * A published time on one thread of a Snapdragon 820.
     *
     * @param height rows of the input image
     * @param width columns of the input image
     * @param milliseconds per image; the paper does not say of how many runs, nor whether mean or minimum
     */
    public record Time(int height, int width, double milliseconds) {}

    public Published {
        times = List.copyOf(times);
    }

    /** The published number of a network: of Table 1 before the others; empty if the paper has none for it. */
    public static Optional<Published> of(NetworkSpec spec) {
        return PaperTables.all().stream()
                .filter(published -> published.isAbout(spec))
                .findFirst();
    }

    /** All rows of one of the paper's tables, in its order; empty if it publishes no complexity that can be counted. */
    public static List<Published> table(int number) {
        return PaperTables.all().stream()
                .filter(published -> published.table == number)
                .toList();
    }

    /** Our count by the same convention: multiply-adds. */
    public long counted() {
        Complexity complexity = Complexity.of(network);
        return counting == Counting.CONVOLUTIONS ? complexity.macsConv() : complexity.macsTotal();
    }

    /** The published time at an input size. */
    public Optional<Double> millisecondsAt(int height, int width) {
        return times.stream()
                .filter(time -> time.height == height && time.width == width)
                .map(Time::milliseconds)
                .findFirst();
    }

    private boolean isAbout(NetworkSpec spec) {
        Architecture architecture = network.architecture();
        return spec.architecture() == architecture
                && (!architecture.hasGroups() || spec.groups() == network.groups())
                && (!architecture.hasScale() || spec.scale() == network.scale())
                && spec.height() == network.height()
                && spec.width() == network.width()
                && spec.classes() == network.classes();
    }
}

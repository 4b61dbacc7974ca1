package riffle.offload;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import riffle.network.Architecture;
import riffle.network.Complexity;
import riffle.network.Network;
import riffle.network.NetworkSpec;

/** Which sizes and batches are timed. Each list is for one worker process. */
public final class Ladders {

    /** Side at which the batch grows. */
    public static final int BASE_SIDE = 14;

    /** Beyond this, verifying a point would take longer than timing it. */
    private static final long MOST_MACS = 600_000_000;

    private static final List<Integer> SIDES = List.of(7, 14, 28, 56, 112);
    private static final List<Integer> BATCHES = List.of(1, 4, 16);
    private static final List<Integer> VECTORS = List.of(1, 4, 16, 64);
    private static final List<Integer> IMAGE_SIDES = List.of(64, 128, 224);
    private static final List<Integer> IMAGE_BATCHES = List.of(1, 2, 4);
    private static final int MOST_CUTS = 12;

    private Ladders() {}

    /** Operators, units, and the networks of Table 8 with their cuts. */
    public static List<List<Probe>> all() {
        List<List<Probe>> lists = new ArrayList<>();
        lists.add(operators());
        lists.add(Stream.of(Architecture.values())
                .filter(Architecture::isUnit)
                .map(unit -> NetworkSpec.of(unit, unit.usualGroups(), 1))
                .flatMap(unit -> sizesAndBatches(unit).stream())
                .toList());
        for (NetworkSpec network : List.of(
                NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5),
                NetworkSpec.of(Architecture.SHUFFLENET, 3, 1),
                NetworkSpec.of(Architecture.MOBILENET, 1, 1),
                NetworkSpec.of(Architecture.ALEXNET, 1, 1))) {
            lists.add(network(network));
        }
        return lists;
    }

    /** One unit or network: its sizes and batches, and the cuts of a network at the size and batch asked for. */
    public static List<Probe> network(NetworkSpec network) {
        if (network.architecture().isUnit()) {
            return sizesAndBatches(network);
        }
        List<Probe> probes = new ArrayList<>(sizesAndBatches(network));
        probes.add(Probe.of(network));
        for (int cut : NetworkCut.places(network.build(), MOST_CUTS)) {
            probes.add(Probe.of(network, Probe.Portion.HEAD, cut));
            probes.add(Probe.of(network, Probe.Portion.TAIL, cut));
        }
        return distinct(probes);
    }

    private static List<Probe> operators() {
        List<Probe> probes = new ArrayList<>();
        for (Representative operator : Representative.values()) {
            if (operator.takesVectors()) {
                VECTORS.forEach(batch -> probes.add(Probe.of(operator, 1, batch)));
                continue;
            }
            SIDES.forEach(side -> probes.add(Probe.of(operator, side, 1)));
            BATCHES.forEach(batch -> probes.add(Probe.of(operator, BASE_SIDE, batch)));
        }
        return distinct(probes);
    }

    private static List<Probe> sizesAndBatches(NetworkSpec network) {
        boolean unit = network.architecture().isUnit();
        int base = unit ? BASE_SIDE : network.height();
        int width = unit ? BASE_SIDE : network.width();
        List<Probe> probes = new ArrayList<>();
        for (int side : unit ? SIDES : IMAGE_SIDES) {
            addIfItFits(network.withSize(side, side).withBatch(1), probes);
        }
        for (int batch : unit ? BATCHES : IMAGE_BATCHES) {
            addIfItFits(network.withSize(base, width).withBatch(batch), probes);
        }
        return distinct(probes);
    }

    /** Leaves out what would take too long, and sizes at which a network is another one or none. */
    private static void addIfItFits(NetworkSpec network, List<Probe> probes) {
        Network built;
        try {
            built = network.build();
        } catch (IllegalArgumentException e) {
            return; // smaller than its pools
        }
        boolean whole =
                network.architecture().whole().isPresent() || built.note().isEmpty();
        long macs = Complexity.of(network).macsTotal() * network.batch();
        boolean usual = network.batch() == 1 && (network.model() != null || network.height() == IMAGE_SIDES.getLast());
        if (whole && (macs <= MOST_MACS * (network.architecture().isUnit() ? 1 : 5) || usual)) {
            probes.add(Probe.of(network));
        }
    }

    private static List<Probe> distinct(List<Probe> probes) {
        Set<Probe> seen = new LinkedHashSet<>(probes);
        return List.copyOf(seen);
    }
}

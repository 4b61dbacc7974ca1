package riffle.measure.campaign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import riffle.execution.BackendKind;
import riffle.execution.BackendKinds;
import riffle.execution.PlanKind;
import riffle.execution.Role;
import riffle.execution.Trait;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;

/**
 * What the main job measures: networks, input sizes, backends, plans and threads, as far as their answers are worth
 * their time.
 *
 * <p>Always: the networks of the paper's Table 8 at 224x224 on every backend, as their users run them, on the replay of
 * captured kernels in the plan that shows every convolution and in the one with fewest launches; TornadoVM's own
 * dispatch of two ShuffleNets only in full. In full: on the replay of captured kernels and on the peer also one thread
 * beside all of them, and the paper's larger inputs, both ways; every g of Table 1 on all threads; and of captured
 * kernels the unfused plan on all threads. Left out even then, because they would take longer than all the rest: the
 * reference and TornadoVM's own dispatch at anything but 224x224, and there AlexNet's convolutions without the rest of
 * it.
 */
final class Matrix {

    /** Table 1's group numbers, without the 3 of Table 8. */
    private static final List<Integer> OTHER_GROUPS = List.of(1, 2, 4, 8);

    /** Table 8's smallest ShuffleNet, the one whose speedup is the largest. */
    private static final double SMALLEST_SCALE = 0.5;

    private static final int[][] LARGER = {{480, 640}, {720, 1280}};

    private final List<Configuration> configurations = new ArrayList<>();
    private final boolean full;
    private final List<Integer> limits;

    private Matrix(boolean full, List<Integer> limits) {
        this.full = full;
        this.limits = limits;
    }

    /**
     * All configurations, network by network.
     *
     * @param places backends that can run
     * @param full whether to measure more than the paper's table at its smallest size
     * @param limits limits of threads to measure under, the lowest first, null for none; what runs under one alone
     *     takes the last
     */
    static List<Configuration> of(List<Reproduction.Runner> places, boolean full, List<Integer> limits) {
        Matrix matrix = new Matrix(full, limits);
        for (NetworkSpec network : table8()) {
            for (Reproduction.Runner place : places) {
                if (full || isWorthIt(network, place, places)) {
                    matrix.atSmallestSize(network, place);
                }
            }
        }
        if (full) {
            for (int groups : OTHER_GROUPS) {
                matrix.onShipped(
                        NetworkSpec.of(Architecture.SHUFFLENET, groups, 1),
                        places,
                        Collections.singletonList(limits.getLast()));
            }
            for (int[] size : LARGER) {
                table8().stream()
                        .filter(network -> !network.architecture().hasPart()) // its convolutions alone fit
                        .map(network -> network.withSize(size[0], size[1]))
                        .forEach(network -> matrix.onShipped(network, places, limits));
            }
        }
        return matrix.configurations;
    }

    /**
     * The configurations of other networks than the paper's: on the replay of captured kernels and on the peer, each
     * beside what speedups are told over at its batch and size.
     *
     * @param networks what somebody asks the paper's question of
     */
    static List<Configuration> of(List<NetworkSpec> networks, List<Reproduction.Runner> places, List<Integer> limits) {
        Set<NetworkSpec> all = new LinkedHashSet<>(networks);
        for (NetworkSpec network : networks) {
            if (network.input().c()
                    != NetworkSpec.of(Architecture.MOBILENET, 1, 1).input().c()) {
                continue; // no image: nothing to compare it with
            }
            Stream.of(Architecture.MOBILENET, Architecture.ALEXNET)
                    .map(family -> NetworkSpec.of(family, 1, 1)
                            .withBatch(network.batch())
                            .withSize(network.height(), network.width()))
                    .map(Matrix::whatRuns)
                    .flatMap(Optional::stream)
                    .forEach(all::add);
        }
        Matrix matrix = new Matrix(false, limits);
        all.forEach(network -> matrix.onShipped(network, places, limits));
        return matrix.configurations;
    }

    /** A network, or the part of it that runs at its size; nothing where none does. */
    private static Optional<NetworkSpec> whatRuns(NetworkSpec network) {
        NetworkSpec part = network.architecture().hasPart()
                ? NetworkSpec.of(Architecture.ALEXNET_CONVOLUTIONS, 1, 1)
                        .withBatch(network.batch())
                        .withSize(network.height(), network.width())
                : network;
        try {
            return Optional.of(network.build().note().isPresent() ? part : network);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static List<NetworkSpec> table8() {
        List<NetworkSpec> networks = new ArrayList<>();
        for (double scale : new double[] {SMALLEST_SCALE, 1, 2}) {
            networks.add(NetworkSpec.of(Architecture.SHUFFLENET, 3, scale));
        }
        networks.add(NetworkSpec.of(Architecture.MOBILENET, 1, 1));
        networks.add(NetworkSpec.of(Architecture.ALEXNET, 1, 1));
        networks.add(NetworkSpec.of(Architecture.ALEXNET_CONVOLUTIONS, 1, 1));
        return networks;
    }

    static List<NetworkSpec> forPhones() {
        return List.of(
                NetworkSpec.of(Architecture.SHUFFLENET, 3, SMALLEST_SCALE),
                NetworkSpec.of(Architecture.SHUFFLENET, 3, 1),
                NetworkSpec.of(Architecture.MOBILENET, 1, 1));
    }

    /** Networks that have every kind of convolution between them. */
    static List<NetworkSpec> takenApart() {
        return List.of(
                NetworkSpec.of(Architecture.SHUFFLENET, 3, 1),
                NetworkSpec.of(Architecture.MOBILENET, 1, 1),
                NetworkSpec.of(Architecture.ALEXNET_CONVOLUTIONS, 1, 1));
    }

    private void atSmallestSize(NetworkSpec network, Reproduction.Runner place) {
        BackendKind kind = BackendKinds.of(place.backend());
        boolean part = network.architecture().whole().isPresent();
        if (kind.has(Trait.SHIPPED)) {
            add(network, place, kind.plans().usual(), limits);
            if (!part) {
                // a part's row is what the others' speedups are over; its launches are the whole's
                kind.plans().beside().forEach(plan -> add(network, place, plan, limits));
            }
            if (full) {
                List<Integer> last = Collections.singletonList(limits.getLast());
                kind.plans().inFull().forEach(plan -> add(network, place, plan, last));
            }
        } else if (!part) {
            Integer limit = kind.has(Trait.ONE_THREAD) ? null : limits.getLast();
            add(network, place, kind.plans().usual(), Collections.singletonList(limit));
        }
    }

    private void onShipped(NetworkSpec network, List<Reproduction.Runner> places, List<Integer> under) {
        places.stream()
                .filter(place -> BackendKinds.of(place.backend()).has(Trait.SHIPPED))
                .forEach(place -> add(
                        network, place, BackendKinds.of(place.backend()).plans().usual(), under));
    }

    private void add(NetworkSpec network, Reproduction.Runner place, PlanKind plan, List<Integer> under) {
        for (Integer limit : under) {
            configurations.add(new Configuration(network, place.backend(), plan, device(place), limit));
        }
    }

    /**
     * A variant compiles for 5 to 16 s a network what the subject has ready: beside it, and not in full, for some.
     */
    private static boolean isWorthIt(NetworkSpec network, Reproduction.Runner place, List<Reproduction.Runner> places) {
        boolean subject = places.stream().anyMatch(each -> role(each) == Role.SUBJECT);
        return !subject
                || role(place) != Role.VARIANT
                || network.architecture() != Architecture.SHUFFLENET
                || network.scale() == SMALLEST_SCALE;
    }

    private static Role role(Reproduction.Runner place) {
        return BackendKinds.of(place.backend()).role();
    }

    private static String device(Reproduction.Runner place) {
        return Reproduction.usesOpenCl(place) ? String.valueOf(place.device().index()) : null;
    }
}

package riffle.measure;

import java.util.ArrayList;
import java.util.List;
import riffle.bundle.BundleBackend;
import riffle.execution.PlanKind;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.onnxruntime.OnnxRuntimeBackend;

/**
 * What the main job measures: networks, input sizes, backends, plans and threads, as far as their answers are worth their time.
 *
 * <p>Always: the networks of the paper's Table 8 at 224x224 on every backend, as their users run them; on the replay of
 * captured kernels in the plan that shows every operator and in the fastest one. In full: on the replay
 * of captured kernels also the paper's larger inputs, one thread beside all of them, every g of Table 1, and the unfused plan
 * at 224x224; on the peer the same networks, the larger inputs on one thread as in the paper, other g on all threads. Left out
 * even then, because they would take longer than all the rest: the reference and TornadoVM's own dispatch at anything but
 * 224x224, and there AlexNet's convolutions without the rest of it.
 */
final class Matrix {

    /** Table 1's group numbers, without the 3 of Table 8. */
    private static final List<Integer> OTHER_GROUPS = List.of(1, 2, 4, 8);

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
     * @param limits limits of threads to measure under, the lowest first, null for none; what runs under one alone takes the last
     */
    static List<Configuration> of(List<Reproduction.Place> places, boolean full, List<Integer> limits) {
        Matrix matrix = new Matrix(full, limits);
        for (NetworkSpec network : table8()) {
            for (Reproduction.Place place : places) {
                matrix.atSmallestSize(network, place);
            }
        }
        if (full) {
            for (int groups : OTHER_GROUPS) {
                matrix.onShipped(NetworkSpec.of(Architecture.SHUFFLENET, groups, 1), places, limits.getLast());
            }
            for (int[] size : LARGER) {
                table8().stream()
                        .filter(network -> network.architecture() != Architecture.ALEXNET) // its convolutions alone fit
                        .map(network -> network.withSize(size[0], size[1]))
                        .forEach(network -> matrix.onShipped(network, places, limits.getFirst()));
            }
        }
        return matrix.configurations;
    }

    static List<NetworkSpec> table8() {
        List<NetworkSpec> networks = new ArrayList<>();
        for (double scale : new double[] {0.5, 1, 2}) {
            networks.add(NetworkSpec.of(Architecture.SHUFFLENET, 3, scale));
        }
        networks.add(NetworkSpec.of(Architecture.MOBILENET, 1, 1));
        networks.add(NetworkSpec.of(Architecture.ALEXNET, 1, 1));
        networks.add(NetworkSpec.of(Architecture.ALEXNET_CONVOLUTIONS, 1, 1));
        return networks;
    }

    private void atSmallestSize(NetworkSpec network, Reproduction.Place place) {
        String backend = place.backend();
        if (isShipped(backend)) {
            add(network, place, PlanKind.FUSED);
            if (backend.equals(BundleBackend.NAME) && network.architecture() != Architecture.ALEXNET_CONVOLUTIONS) {
                // AlexNet's launches are the same as fused; its row is what the others' speedups are over
                add(network, place, PlanKind.MERGED);
            }
            if (full && backend.equals(BundleBackend.NAME)) {
                configurations.add(
                        new Configuration(network, backend, PlanKind.UNFUSED, device(place), limits.getLast()));
            }
        } else if (network.architecture() != Architecture.ALEXNET_CONVOLUTIONS) {
            Integer limit = backend.equals(ReferenceBackend.NAME) ? null : limits.getLast();
            configurations.add(
                    new Configuration(network, backend, Backends.defaultPlan(backend), device(place), limit));
        }
    }

    private void onShipped(NetworkSpec network, List<Reproduction.Place> places, Integer peersLimit) {
        for (Reproduction.Place place : places) {
            if (place.backend().equals(BundleBackend.NAME)) {
                add(network, place, PlanKind.FUSED);
            } else if (isShipped(place.backend())) {
                configurations.add(
                        new Configuration(network, place.backend(), PlanKind.FUSED, device(place), peersLimit));
            }
        }
    }

    private void add(NetworkSpec network, Reproduction.Place place, PlanKind plan) {
        for (Integer limit : limits) {
            configurations.add(new Configuration(network, place.backend(), plan, device(place), limit));
        }
    }

    /** Whether networks are shipped on this backend; its workers start in a second or two. */
    static boolean isShipped(String backend) {
        return backend.equals(BundleBackend.NAME) || backend.equals(OnnxRuntimeBackend.NAME);
    }

    private static String device(Reproduction.Place place) {
        return Reproduction.usesOpenCl(place) ? String.valueOf(place.device().index()) : null;
    }
}

package riffle.measure;

import java.util.ArrayList;
import java.util.List;
import riffle.bundle.BundleBackend;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.ExecutionException;
import riffle.execution.PlanKind;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.onnxruntime.OnnxRuntimeBackend;

/**
 * What the main job measures here: the networks of the paper's Table 8 on the reference, on the peer, and on what OpenCL
 * offers.
 *
 * @param places backends that can run, the one that the run is about last
 * @param leftOut backends that cannot, and how to get them
 * @param configurations everything to measure
 */
public record Reproduction(List<Place> places, List<String> leftOut, List<Configuration> configurations) {

    /**
     * A backend that can run.
     *
     * @param backend its name
     * @param device where
     */
    public record Place(String backend, Device device) {}

    public Reproduction {
        places = List.copyOf(places);
        leftOut = List.copyOf(leftOut);
        configurations = List.copyOf(configurations);
    }

    /**
     * Asks the backends what they have.
     *
     * @param full whether to measure the larger input and the unfused plan too
     * @param device index or part of the name of an OpenCL device; null for the first
     * @param threads limit of the OpenCL device's compute units and of the peer's threads; null for none. The reference has one
     *     thread anyway.
     * @throws BackendUnavailableException if a device or a limit was asked for and no OpenCL backend has it
     * @throws ExecutionException if a worker crashed or hung while it looked for a device
     */
    public static Reproduction plan(Workers workers, boolean full, String device, Integer threads) {
        List<Place> places = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        find(workers, ReferenceBackend.NAME, null, null, places, leftOut);
        findPeer(workers, threads, places, leftOut);
        find(workers, Backends.TORNADO, device, threads, places, leftOut);
        find(workers, BundleBackend.NAME, device, threads, places, leftOut);
        requireOpenCl(device, threads, places, leftOut);
        List<Configuration> configurations = new ArrayList<>();
        for (NetworkSpec network : networks(full)) {
            for (Place place : places) {
                boolean reference = place.backend().equals(ReferenceBackend.NAME);
                for (PlanKind plan : plans(place.backend(), full)) {
                    String index =
                            usesOpenCl(place) ? String.valueOf(place.device().index()) : null;
                    configurations.add(
                            new Configuration(network, place.backend(), plan, index, reference ? null : threads));
                }
            }
        }
        return new Reproduction(places, leftOut, configurations);
    }

    /**
     * The networks of Table 8.
     *
     * @param full at 480x640 too
     */
    public static List<NetworkSpec> networks(boolean full) {
        List<NetworkSpec> networks = new ArrayList<>();
        for (double scale : new double[] {0.5, 1, 2}) {
            networks.add(NetworkSpec.of(Architecture.SHUFFLENET, 3, scale));
        }
        networks.add(NetworkSpec.of(Architecture.MOBILENET, 1, 1));
        networks.add(NetworkSpec.of(Architecture.ALEXNET, 1, 1));
        networks.add(NetworkSpec.of(Architecture.ALEXNET_CONVOLUTIONS, 1, 1));
        if (full) {
            networks.stream()
                    .filter(network -> network.architecture() != Architecture.ALEXNET) // convolutions only at this size
                    .map(network -> network.withSize(480, 640))
                    .toList()
                    .forEach(networks::add);
        }
        return networks;
    }

    /** The peer runs as its users run it, with its optimisations. */
    private static List<PlanKind> plans(String backend, boolean full) {
        if (backend.equals(ReferenceBackend.NAME) || backend.equals(OnnxRuntimeBackend.NAME)) {
            return List.of(Backends.defaultPlan(backend));
        }
        return full ? List.of(PlanKind.FUSED, PlanKind.UNFUSED) : List.of(PlanKind.FUSED);
    }

    private static void find(
            Workers workers, String backend, String device, Integer threads, List<Place> places, List<String> leftOut) {
        try {
            places.add(new Place(backend, workers.find(backend, device, threads)));
        } catch (BackendUnavailableException e) {
            leftOut.add(e.getMessage());
        }
    }

    /** A peer that crashes here is left out like one that is missing: the run is not about it. */
    private static void findPeer(Workers workers, Integer threads, List<Place> places, List<String> leftOut) {
        try {
            find(workers, OnnxRuntimeBackend.NAME, null, threads, places, leftOut);
        } catch (ExecutionException e) {
            leftOut.add(e.getMessage());
        }
    }

    /** What was asked for by name or number must be there; only who asks for nothing gets what there is. */
    private static void requireOpenCl(String device, Integer threads, List<Place> places, List<String> leftOut) {
        if (places.stream().noneMatch(Reproduction::usesOpenCl) && (device != null || threads != null)) {
            throw new BackendUnavailableException(String.join("; ", leftOut));
        }
    }

    private static boolean usesOpenCl(Place place) {
        return !place.backend().equals(ReferenceBackend.NAME)
                && !place.backend().equals(OnnxRuntimeBackend.NAME);
    }
}

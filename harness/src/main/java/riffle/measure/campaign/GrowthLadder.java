package riffle.measure.campaign;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import riffle.execution.PlanKind;
import riffle.network.NetworkSpec;

/** What is measured to see how a network's time grows: with pixels, with the batch, with threads. */
public final class GrowthLadder {

    /** Rows and columns of the inputs. */
    private static final List<int[]> SIZES = List.of(
            new int[] {128, 128}, new int[] {224, 224}, new int[] {320, 320}, new int[] {480, 640}, new int[] {720, 1280
            });

    private static final List<Integer> BATCHES = List.of(1, 2, 4, 8, 16);

    private GrowthLadder() {}

    /**
     * The configurations on some backends, each once.
     *
     * @param network whose batch the sizes have, and whose size the batches have
     * @param plan of those backends that make plans
     * @param device index or part of the name, on the first backend; null for the first device
     * @param threads limit of compute units; null for none. One thread alone is measured too, at the network's own size
     */
    public static List<Configuration> of(
            NetworkSpec network, List<String> backends, PlanKind plan, String device, Integer threads) {
        Set<NetworkSpec> rungs = new LinkedHashSet<>();
        SIZES.forEach(size -> rungs.add(network.withSize(size[0], size[1])));
        rungs.add(network);
        BATCHES.forEach(batch -> rungs.add(network.withBatch(batch)));
        rungs.removeIf(rung -> !runs(rung));
        Set<Configuration> ladder = new LinkedHashSet<>();
        for (NetworkSpec rung : rungs) {
            for (String backend : backends) {
                ladder.add(configuration(rung, backend, backends, plan, device, threads));
            }
        }
        for (String backend : backends) {
            ladder.add(configuration(network, backend, backends, plan, device, 1));
        }
        return List.copyOf(ladder);
    }

    /** Whether there is such a network: a file may fix its batch or size. */
    private static boolean runs(NetworkSpec network) {
        try {
            return network.model() == null || network.build().input().n() == network.batch();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Configuration configuration(
            NetworkSpec network, String backend, List<String> backends, PlanKind plan, String device, Integer threads) {
        boolean first = backend.equals(backends.getFirst());
        return new Configuration(network, backend, first ? plan : PlanKind.FUSED, first ? device : null, threads);
    }
}

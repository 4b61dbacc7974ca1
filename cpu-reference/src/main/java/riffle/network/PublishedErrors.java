package riffle.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Top-1 errors that the ShuffleNet paper publishes (Zhang et al., CVPR 2018): per cent of ImageNet's validation images
 * at 224x224, Table 2 for every g, Tables 5, 6 and 8 for the others.
 */
public final class PublishedErrors {

    /** g of the columns of {@link #BY_GROUPS}. */
    private static final List<Integer> GROUPS = List.of(1, 2, 3, 4, 8);

    /** Table 2: scale, then the error for each g. */
    private static final Map<Double, List<Double>> BY_GROUPS = Map.of(
            1.0, List.of(33.6, 32.7, 32.6, 32.8, 32.4),
            0.5, List.of(45.1, 44.4, 43.2, 41.6, 42.3),
            0.25, List.of(57.1, 56.8, 55.0, 54.2, 52.7));

    /** Table 5: wider ones, g = 3. */
    private static final Map<Double, Double> WIDER = Map.of(1.5, 28.5, 2.0, 26.3);

    private static final Map<Double, Double> MOBILENET = Map.of(1.0, 29.4, 0.75, 31.6, 0.5, 36.3, 0.25, 49.4);

    private static final double ALEXNET = 42.8;

    private PublishedErrors() {}

    /** Per cent of images whose first class is wrong; empty for networks and sizes that the paper has none for. */
    public static Optional<Double> of(NetworkSpec network) {
        if (network.architecture().isFile()) {
            return Optional.empty();
        }
        NetworkSpec usual = NetworkSpec.of(network.architecture(), network.groups(), network.scale())
                .withBatch(network.batch());
        if (!network.equals(usual)) {
            return Optional.empty();
        }
        return switch (network.architecture()) {
            case SHUFFLENET -> shuffleNet(network);
            case MOBILENET -> Optional.ofNullable(MOBILENET.get(network.scale()));
            case ALEXNET -> Optional.of(ALEXNET);
            default -> Optional.empty();
        };
    }

    private static Optional<Double> shuffleNet(NetworkSpec network) {
        List<Double> errors = BY_GROUPS.get(network.scale());
        int column = GROUPS.indexOf(network.groups());
        if (errors != null && column >= 0) {
            return Optional.of(errors.get(column));
        }
        return network.groups() == 3 ? Optional.ofNullable(WIDER.get(network.scale())) : Optional.empty();
    }
}

package riffle.measure.task;

import java.util.List;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;

/** The networks that the paper times, whole, at its size and at others, and with batches above 1. */
final class PaperNetworks {

    private PaperNetworks() {}

    static List<NetworkSpec> specs() {
        NetworkSpec shuffleNet = NetworkSpec.of(Architecture.SHUFFLENET, 3, 1);
        NetworkSpec mobileNet = NetworkSpec.of(Architecture.MOBILENET, 1, 1);
        NetworkSpec alexNet = NetworkSpec.of(Architecture.ALEXNET, 1, 1);
        return List.of(
                NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5),
                shuffleNet,
                shuffleNet.withSize(128, 128).withBatch(4),
                shuffleNet.withSize(240, 320),
                NetworkSpec.of(Architecture.SHUFFLENET, 3, 2),
                NetworkSpec.of(Architecture.SHUFFLENET, 8, 1).withBatch(2),
                mobileNet,
                mobileNet.withSize(160, 192).withBatch(2),
                alexNet,
                alexNet.withSize(227, 227).withBatch(2),
                NetworkSpec.of(Architecture.ALEXNET_CONVOLUTIONS, 1, 1).withSize(240, 320));
    }
}

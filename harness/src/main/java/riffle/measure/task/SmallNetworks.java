package riffle.measure.task;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import riffle.cases.Case;
import riffle.cases.Tolerance;
import riffle.measure.protocol.Workload;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;

/**
 * Networks and units at sizes that run in moments: every group number, odd sizes, non-square inputs, batches above 1.
 */
final class SmallNetworks {

    private static final long SEED = 1707_01083;

    private SmallNetworks() {}

    static List<NetworkSpec> specs() {
        return Arrays.stream(Architecture.values())
                .flatMap(family -> family.small().stream())
                .toList();
    }

    static String name(NetworkSpec spec) {
        return spec.title() + " " + spec.input();
    }

    static Case draw(NetworkSpec spec) {
        Network network = spec.build();
        Workload workload = new Workload(spec, SEED);
        return new Case(
                name(spec),
                Tolerance.WHOLE_NETWORK,
                network,
                workload.weights(network),
                workload.inputs(network),
                Optional.empty());
    }
}

package riffle.measure.task;

import java.util.ArrayList;
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

    private static final int CLASSES = 10;
    private static final long SEED = 1707_01083;

    private SmallNetworks() {}

    static List<NetworkSpec> specs() {
        List<NetworkSpec> specs = new ArrayList<>();
        for (int groups : new int[] {1, 2, 3, 4, 8}) {
            specs.add(small(Architecture.SHUFFLENET, groups, 0.5, 1, 64, 64));
        }
        specs.add(small(Architecture.SHUFFLENET, 3, 0.25, 2, 75, 53));
        specs.add(small(Architecture.MOBILENET, 1, 0.25, 2, 64, 96));
        specs.add(small(Architecture.ALEXNET_CONVOLUTIONS, 1, 1, 1, 99, 131));
        specs.add(small(Architecture.RESNET_UNIT, 1, 0.25, 1, 9, 13));
        specs.add(small(Architecture.RESNEXT_UNIT, 32, 0.5, 1, 9, 13));
        specs.add(small(Architecture.UNIT_A, 1, 0.25, 2, 9, 13));
        specs.add(small(Architecture.UNIT_B, 3, 0.25, 1, 9, 13));
        specs.add(small(Architecture.UNIT_C, 3, 0.25, 1, 9, 13));
        return specs;
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

    private static NetworkSpec small(
            Architecture architecture, int groups, double scale, int batch, int height, int width) {
        return new NetworkSpec(architecture, groups, scale, batch, height, width, CLASSES);
    }
}

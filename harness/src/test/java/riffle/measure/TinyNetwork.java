package riffle.measure;

import riffle.network.Architecture;
import riffle.network.NetworkSpec;

/** The smallest network that has everything: for tests. */
final class TinyNetwork {

    static final NetworkSpec SPEC = new NetworkSpec(Architecture.SHUFFLENET, 3, 0.25, 1, 32, 32, 10);

    private TinyNetwork() {}
}

package riffle.measure.backend;

import riffle.network.Architecture;
import riffle.network.NetworkSpec;

/** The smallest network that has everything: for tests. */
public final class TinyNetwork {

    public static final NetworkSpec SPEC = new NetworkSpec(Architecture.SHUFFLENET, 3, 0.25, 1, 32, 32, 10);

    private TinyNetwork() {}
}

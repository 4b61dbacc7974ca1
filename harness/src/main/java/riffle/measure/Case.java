package riffle.measure;

import riffle.network.NetworkSpec;

/**
 * A network with its weights and its input, the same in every process that makes them.
 *
 * @param network which network
 * @param weights a .safetensors file; null for weights drawn from the seed
 * @param seed of the input and of drawn weights
 */
public record Case(NetworkSpec network, String weights, long seed) {

    /** Seed of everything that the commands draw. */
    public static final long SEED = 2018;

    /** A network with drawn weights. */
    public static Case of(NetworkSpec network) {
        return new Case(network, null, SEED);
    }
}

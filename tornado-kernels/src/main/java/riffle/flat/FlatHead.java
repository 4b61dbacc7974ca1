package riffle.flat;

import riffle.network.NetworkSpec;

/**
 * What a flat bundle says of itself as a whole.
 *
 * @param network the network's name
 * @param plan {@code unfused}, {@code fused} or {@code merged}
 * @param kernelSet {@code wide}, {@code medium} or {@code narrow}
 * @param buildOptions options for the OpenCL compiler
 * @param tornadoVersion which TornadoVM generated the kernels
 * @param architecture label of the network's family, as results files have it
 * @param note what a reader of its times must know; empty for nothing
 * @param weights where the weights are from
 * @param groups g of families that have groups, else 0
 * @param scale width multiplier, 1 where the family has none
 * @param batch images at once
 * @param height rows of the input
 * @param width columns of the input
 * @param tolerance largest error allowed, relative to the largest output
 * @param output id of the buffer that is the output
 */
public record FlatHead(
        String network,
        String plan,
        String kernelSet,
        String buildOptions,
        String tornadoVersion,
        String architecture,
        String note,
        String weights,
        int groups,
        double scale,
        int batch,
        int height,
        int width,
        double tolerance,
        int output) {

    /** What a results file says of a network's groups; 0 where it says none. */
    static int groups(NetworkSpec spec) {
        return spec.architecture().hasGroups() ? spec.groups() : 0;
    }

    /** What a results file says of a network's scale. */
    static double scale(NetworkSpec spec) {
        return spec.architecture().hasScale() ? spec.scale() : 1;
    }
}

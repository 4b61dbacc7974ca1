package riffle.plan.step;

import java.util.List;
import java.util.Optional;

/** Where the content of a buffer of weights comes from. */
public sealed interface Packing {

    /**
     * A batch normalisation folded into the layer before it.
     *
     * @param name of its node
     * @param epsilon added to the variance
     */
    record Normalisation(String name, double epsilon) {}

    /**
     * A filter, scaled by the normalisation, its output channels in blocks: [group][block][element][channel of the
     * block], the last block of a group filled up with zeros.
     *
     * @param weight name of the parameter, [outputs][elements] row by row
     * @param outputs output channels
     * @param groups groups of output channels that blocks do not straddle
     * @param block channels in a block; 1 keeps the order of the parameter
     * @param normalisation folded into it
     */
    record Filter(String weight, int outputs, int groups, int block, Optional<Normalisation> normalisation)
            implements Packing {}

    /**
     * A bias with the normalisation folded in, blocked like its filter; zeros if there is neither.
     *
     * @param bias name of the parameter
     */
    record Bias(Optional<String> bias, int outputs, int groups, int block, Optional<Normalisation> normalisation)
            implements Packing {}

    /** A normalisation's factors, one a channel. */
    record Scale(int channels, Normalisation normalisation) implements Packing {}

    /** Coefficients of local response normalisation: alpha / size, beta, k. */
    record ResponseCoefficients(int size, double alpha, double beta, double k) implements Packing {}

    /**
     * A parameter as it is.
     *
     * @param parameter its name
     */
    record Whole(String parameter) implements Packing {}

    /** Numbers of the operator itself; they may be infinite. */
    record Constants(List<Double> values) implements Packing {

        public Constants {
            values = List.copyOf(values);
        }
    }

    /** Channels rounded up to whole blocks, group by group. */
    public static int blocked(int outputs, int groups, int block) {
        return groups * Math.ceilDiv(outputs / groups, block) * block;
    }
}

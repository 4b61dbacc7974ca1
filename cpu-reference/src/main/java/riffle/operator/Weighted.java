package riffle.operator;

import java.util.List;

/** An operator with a filter: sums of products of weights and inputs, and a bias if it has one. */
public sealed interface Weighted extends Operator
        permits Conv2d, PointwiseConv, DepthwiseConv, GeneralConv, FullyConnected {

    /** Whether a bias is added. */
    boolean bias();

    @Override
    default Rounding rounding() {
        return Rounding.SUMMED;
    }

    @Override
    default double meanSquare(List<Double> in) {
        return 1; // the scale of its weights is chosen for this
    }
}

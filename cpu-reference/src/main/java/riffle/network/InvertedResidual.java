package riffle.network;

import java.util.function.Function;
import riffle.operator.Arithmetic;
import riffle.operator.BatchNorm;
import riffle.operator.Operator;
import riffle.tensor.Shape;

/**
 * The block of MobileNets from v2 on: wide between narrow ends, the last of which has no activation (Sandler et al.
 * 2018, Fig. 3b and 4d; Howard et al. 2019, Fig. 4). The input is added where the output has its shape.
 *
 * @param version whose names and normalisations
 * @param kernel side of the depthwise window
 * @param expanded channels in between; those of the input: nothing widens it
 * @param channels output channels
 * @param stride 1 or 2
 * @param squeezed channels that squeeze and excitation has between its convolutions; 0 for none
 * @param activation behind the wide convolutions
 */
record InvertedResidual(
        Version version,
        int kernel,
        int expanded,
        int channels,
        int stride,
        int squeezed,
        Function<Shape, Operator> activation)
        implements Part {

    /** What the blocks of a network have in common. */
    enum Version {
        V2("conv.", BatchNorm.DEFAULT_EPSILON),
        V3("block.", 1e-3);

        private final String sequence;
        private final double epsilon;

        Version(String sequence, double epsilon) {
            this.sequence = sequence;
            this.epsilon = epsilon;
        }

        /** A convolution with its normalisation. */
        Part normalised(Function<Shape, Operator> convolution) {
            return Part.of(convolution, Layers.norm(epsilon));
        }

        /** A convolution with its normalisation and an activation. */
        Part normalised(Function<Shape, Operator> convolution, Function<Shape, Operator> activation) {
            return Part.of(convolution, Layers.norm(epsilon), activation);
        }
    }

    @Override
    public String addTo(NetworkBuilder builder, String prefix, String input) {
        Shape in = builder.shape(input);
        Sequence layers = new Sequence(builder, prefix + version.sequence, input);
        if (expanded != in.c()) {
            layers.addPart(version.normalised(Layers.pointwise(expanded), activation));
        }
        layers.addPart(version.normalised(Layers.depthwise(kernel, stride), activation));
        if (squeezed > 0) {
            layers.addPart(new SqueezeExcitation(squeezed));
        }
        addProjection(layers);
        String last = layers.last();
        return in.equals(builder.shape(last))
                ? builder.add(prefix + "add", Arithmetic.of(Arithmetic.Kind.ADD, in), input, last)
                : last;
    }

    /** The last convolution; in the names of v2 it and its normalisation have a place each. */
    private void addProjection(Sequence layers) {
        if (version == Version.V2) {
            layers.add(Layers.pointwise(channels)).add(Layers.norm(version.epsilon));
        } else {
            layers.addPart(version.normalised(Layers.pointwise(channels)));
        }
    }
}

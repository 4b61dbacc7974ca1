package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * Fully connected layer over an image's elements in CHW order: {@code out[n,k] = bias[k] + sum over f of
 * weight[k,f] in[n,f]}.
 *
 * @param input input shape, N x C x H x W, flattened to C H W features
 * @param outFeatures output features K
 * @param bias whether a bias is added
 */
public record FullyConnected(Shape input, int outFeatures, boolean bias) implements Weighted {

    /**
     * @throws IllegalArgumentException if there are no outputs, or sizes overflow
     */
    public FullyConnected {
        Rule.positive("linear", "output features", outFeatures);
        Rule.countable("linear", "weight", outFeatures, input.features());
        Shape unused = Rule.shape("linear", input.n(), outFeatures, 1, 1);
    }

    @Override
    public String type() {
        return "linear";
    }

    @Override
    public String operatorClass() {
        return "fully connected";
    }

    @Override
    public List<Shape> inputs() {
        return List.of(input);
    }

    @Override
    public Shape output() {
        return Shape.vector(input.n(), outFeatures);
    }

    @Override
    public List<Parameter> parameters() {
        Parameter weight = Parameter.of("weight", outFeatures, input.features());
        return bias ? List.of(weight, Parameter.of("bias", outFeatures)) : List.of(weight);
    }

    @Override
    public long macs() {
        return (long) input.n() * outFeatures * input.features();
    }
}

package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * Pointwise (1x1) group convolution, stride 1 (paper, section 3.1): each pixel's channels, group by group, times a
 * matrix.
 *
 * @param input input shape, N x C x H x W
 * @param outChannels output channels K
 * @param groups groups g, a divisor of C and of K; 1 for the dense form
 * @param bias whether a bias is added
 */
public record PointwiseConv(Shape input, int outChannels, int groups, boolean bias) implements Weighted {

    private static final Window WINDOW = Window.square(1, 1, 0);

    /**
     * @throws IllegalArgumentException if groups do not divide the channels, or sizes overflow
     */
    public PointwiseConv {
        Convolutions.check("pointwise_conv", input, outChannels, WINDOW, groups);
    }

    @Override
    public String type() {
        return "pointwise_conv";
    }

    @Override
    public String operatorClass() {
        return groups == 1 ? "pointwise" : "group pointwise";
    }

    @Override
    public List<Shape> inputs() {
        return List.of(input);
    }

    @Override
    public Shape output() {
        return input.withChannels(outChannels);
    }

    @Override
    public List<Parameter> parameters() {
        return Convolutions.parameters(input, outChannels, WINDOW, groups, bias);
    }

    @Override
    public long macs() {
        return Convolutions.macs(output(), input.c() / groups, WINDOW);
    }
}

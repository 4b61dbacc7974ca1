package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * Depthwise convolution (paper, section 3.2): every channel with a window of its own, as many outputs as inputs.
 *
 * @param input input shape, N x C x H x W
 * @param window kernel size, stride and padding; ShuffleNet's is 3x3, padding 1, stride 1 or 2
 * @param bias whether a bias is added
 */
public record DepthwiseConv(Shape input, Window window, boolean bias) implements Weighted {

    /**
     * @throws IllegalArgumentException if the kernel exceeds the padded input, or sizes overflow
     */
    public DepthwiseConv {
        Convolutions.check("depthwise_conv", input, input.c(), window, input.c());
    }

    @Override
    public String type() {
        return "depthwise_conv";
    }

    @Override
    public String operatorClass() {
        return "depthwise";
    }

    @Override
    public List<Shape> inputs() {
        return List.of(input);
    }

    @Override
    public Shape output() {
        return window.slide(type(), input, input.c());
    }

    @Override
    public List<Parameter> parameters() {
        return Convolutions.parameters(input, input.c(), window, input.c(), bias);
    }

    @Override
    public long macs() {
        return Convolutions.macs(output(), 1, window);
    }
}

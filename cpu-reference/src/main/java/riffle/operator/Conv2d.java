package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * Convolution with any window and any number of groups: {@code out[n,k,y,x] = bias[k] + sum over c, i, j of
 * weight[k,c,i,j] * in[n, g(k) C/g + c, y s + i - p, x s + j - p]}, zeros outside the input.
 *
 * @param input input shape, N x C x H x W
 * @param outChannels output channels K
 * @param window kernel size, stride and padding
 * @param groups groups g, a divisor of C and of K
 * @param bias whether a bias is added
 */
public record Conv2d(Shape input, int outChannels, Window window, int groups, boolean bias) implements Weighted {

    /**
     * @throws IllegalArgumentException if groups do not divide the channels, the kernel exceeds the padded input, or
     *     sizes overflow
     */
    public Conv2d {
        Convolutions.check("conv2d", input, outChannels, window, groups);
    }

    @Override
    public String type() {
        return "conv2d";
    }

    @Override
    public String operatorClass() {
        return groups == 1 ? "dense conv" : "group conv";
    }

    @Override
    public List<Shape> inputs() {
        return List.of(input);
    }

    @Override
    public Shape output() {
        return window.slide(type(), input, outChannels);
    }

    @Override
    public List<Parameter> parameters() {
        return Convolutions.parameters(input, outChannels, window, groups, bias);
    }

    @Override
    public long macs() {
        return Convolutions.macs(output(), input.c() / groups, window);
    }
}

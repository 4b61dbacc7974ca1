package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * Convolution whose window only a {@link Frame} describes: steps or dilations that differ between rows and columns,
 * dilated windows across channels, padding that differs from side to side. {@code out[n,k,y,x] = bias[k] + sum over c,
 * i, j of weight[k,c,i,j] * in[n, g(k) C/g + c, y sh + i dh - top, x sw + j dw - left]}, zeros outside the input.
 * Source: ONNX, Conv.
 *
 * @param input input shape, N x C x H x W
 * @param outChannels output channels K
 * @param frame window, steps and padding
 * @param groups groups g, a divisor of C and of K
 * @param bias whether a bias is added
 */
public record GeneralConv(Shape input, int outChannels, Frame frame, int groups, boolean bias) implements Weighted {

    /**
     * @throws IllegalArgumentException if groups do not divide the channels, the window exceeds the padded input, or
     *     sizes overflow
     */
    public GeneralConv {
        Rule.positive("general_conv", "output channels", outChannels);
        Rule.positive("general_conv", "groups", groups);
        Rule.divides("general_conv", groups, "input channels", input.c());
        Rule.divides("general_conv", groups, "output channels", outChannels);
        Shape unused = frame.slide("general_conv", input, outChannels);
        Rule.countable(
                "general_conv", "weight", outChannels, input.c() / groups, frame.kernelHeight(), frame.kernelWidth());
    }

    @Override
    public String type() {
        return "general_conv";
    }

    @Override
    public String operatorClass() {
        if (groups == 1) {
            return "dense conv";
        }
        return groups == input.c() ? "depthwise" : "group conv";
    }

    @Override
    public List<Shape> inputs() {
        return List.of(input);
    }

    @Override
    public Shape output() {
        return frame.slide(type(), input, outChannels);
    }

    @Override
    public List<Parameter> parameters() {
        Parameter weight =
                Parameter.of("weight", outChannels, input.c() / groups, frame.kernelHeight(), frame.kernelWidth());
        return bias ? List.of(weight, Parameter.of("bias", outChannels)) : List.of(weight);
    }

    @Override
    public long macs() {
        return (long) output().elements() * (input.c() / groups) * frame.kernelHeight() * frame.kernelWidth();
    }
}

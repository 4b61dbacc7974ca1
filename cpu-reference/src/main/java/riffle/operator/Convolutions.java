package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/** What the three convolution records have in common. */
final class Convolutions {

    private Convolutions() {}

    static void check(String type, Shape input, int outChannels, Window window, int groups) {
        Rule.positive(type, "output channels", outChannels);
        Rule.positive(type, "groups", groups);
        Rule.divides(type, groups, "input channels", input.c());
        Rule.divides(type, groups, "output channels", outChannels);
        Rule.countable(type, "weight", outChannels, input.c() / groups, window.kernelHeight(), window.kernelWidth());
        Shape unused = window.slide(type, input, outChannels);
    }

    static List<Parameter> parameters(Shape input, int outChannels, Window window, int groups, boolean bias) {
        Parameter weight =
                Parameter.of("weight", outChannels, input.c() / groups, window.kernelHeight(), window.kernelWidth());
        return bias ? List.of(weight, Parameter.of("bias", outChannels)) : List.of(weight);
    }

    /** One multiply-add per output element, input channel of its group and window position; padding counts too. */
    static long macs(Shape output, int channelsPerGroup, Window window) {
        return (long) output.elements() * channelsPerGroup * window.kernelHeight() * window.kernelWidth();
    }
}

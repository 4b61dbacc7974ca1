package riffle.network;

import java.util.Optional;
import java.util.OptionalLong;
import riffle.operator.AddRelu;
import riffle.operator.BatchNorm;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Window;
import riffle.tensor.Shape;

/**
 * The units whose costs section 3.2 of the paper compares, each as a network of its own: c channels in, a bottleneck of
 * m, and c out (Fig. 2c: 2c, at half the resolution). Parameters are {@code conv1}, {@code bn1}, then {@code conv2} or
 * {@code dwconv}, {@code bn2}, {@code conv3} and {@code bn3}.
 *
 * @param kind which unit
 * @param input shape of the input, N x c x H x W
 * @param bottleneck m
 * @param groups g: ResNeXt's cardinality, or the groups of ShuffleNet's 1x1 convolutions; 1 for the others
 */
public record Unit(Kind kind, Shape input, int bottleneck, int groups) {

    /** What a unit is built of. */
    public enum Kind {
        /** 1x1, dense 3x3, 1x1 (He et al. 2016). */
        RESNET("ResNet unit", "hw(2cm + 9m^2)", true),
        /** 1x1, 3x3 in groups, 1x1 (Xie et al. 2017). */
        RESNEXT("ResNeXt unit", "hw(2cm + 9m^2/g)", true),
        /** Fig. 2a: 1x1, depthwise 3x3, 1x1. The formula is the paper's for g = 1. */
        DEPTHWISE("unit of Fig. 2(a)", "hw(2cm + 9m)", true),
        /** Fig. 2b: the ShuffleNet unit. */
        SHUFFLENET("ShuffleNet unit, Fig. 2(b)", "hw(2cm/g + 9m)", true),
        /** Fig. 2c: the ShuffleNet unit with stride 2, for which the paper gives no formula. */
        SHUFFLENET_STRIDE_2("ShuffleNet unit, Fig. 2(c)", "none given", false);

        private final String label;
        private final String formula;
        private final boolean hasFormula;

        Kind(String label, String formula, boolean hasFormula) {
            this.label = label;
            this.formula = formula;
            this.hasFormula = hasFormula;
        }

        /** In words. */
        public String label() {
            return label;
        }

        /** The multiply-adds in terms of h, w, c, m and g. */
        public String formula() {
            return formula;
        }
    }

    /**
     * @throws IllegalArgumentException if the bottleneck is below 1, or ShuffleNet's is not a quarter of the output's
     *     channels
     */
    public Unit {
        if (bottleneck < 1) {
            throw new IllegalArgumentException("bottleneck is " + bottleneck + ", must be at least 1");
        }
        boolean stride2 = kind == Kind.SHUFFLENET_STRIDE_2;
        int output = stride2 ? 2 * input.c() : input.c();
        if ((kind == Kind.SHUFFLENET || stride2) && 4L * bottleneck != output) {
            throw new IllegalArgumentException("bottleneck is " + bottleneck
                    + ", a ShuffleNet unit's is a quarter of its output's channels, " + output);
        }
    }

    /**
     * The unit as a graph.
     *
     * @throws IllegalArgumentException if groups do not divide the channels
     */
    public Network network() {
        int c = input.c();
        return switch (kind) {
            case SHUFFLENET -> ShuffleNet.unit(input, c, 1, groups, groups);
            case SHUFFLENET_STRIDE_2 -> ShuffleNet.unit(input, 2 * c, 2, groups, groups);
            default -> bottleneckNetwork();
        };
    }

    /** Multiply-adds of one image by the formula of section 3.2; empty where the paper gives none. */
    public OptionalLong formulaMacs() {
        if (!kind.hasFormula) {
            return OptionalLong.empty();
        }
        long c = input.c();
        long m = bottleneck;
        long perPixel = switch (kind) {
            case RESNET -> 2 * c * m + 9 * m * m;
            case RESNEXT -> 2 * c * m + 9 * m * m / groups;
            case DEPTHWISE -> 2 * c * m + 9 * m;
            default -> 2 * c * m / groups + 9 * m;
        };
        return OptionalLong.of(input.pixels() * perPixel);
    }

    private Network bottleneckNetwork() {
        NetworkBuilder builder = new NetworkBuilder(input);
        Window window = Window.square(3, 1, 1);
        String last =
                addNormalised(builder, "1", "conv1", new PointwiseConv(input, bottleneck, 1, false), Network.INPUT);
        Shape narrow = builder.shape(last);
        last = kind == Kind.DEPTHWISE
                ? addNormalised(builder, "2", "dwconv", new DepthwiseConv(narrow, window, false), last)
                : addNormalised(
                        builder,
                        "2",
                        "conv2",
                        new Conv2d(narrow, bottleneck, window, kind == Kind.RESNEXT ? groups : 1, false),
                        last);
        builder.add("conv3", new PointwiseConv(narrow, input.c(), 1, false), last);
        builder.add("bn3", new BatchNorm(input, BatchNorm.DEFAULT_EPSILON), "conv3");
        builder.add("add", new AddRelu(input), Network.INPUT, "bn3");
        return builder.build(kind.label(), Optional.empty());
    }

    private static String addNormalised(
            NetworkBuilder builder, String number, String name, Operator convolution, String in) {
        builder.add(name, convolution, in);
        builder.add("bn" + number, new BatchNorm(convolution.output(), BatchNorm.DEFAULT_EPSILON), name);
        return builder.add("relu" + number, new Relu(convolution.output()), "bn" + number);
    }
}

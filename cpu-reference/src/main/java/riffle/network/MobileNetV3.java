package riffle.network;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import riffle.operator.FullyConnected;
import riffle.operator.GlobalAvgPool;
import riffle.operator.HardSwish;
import riffle.operator.Operator;
import riffle.operator.Relu;
import riffle.tensor.Shape;

/**
 * MobileNet v3 large and small (Howard et al. 2019, Tables 1 and 2) with their width multiplier, as torchvision builds
 * them. Nodes have the names that their modules have there.
 *
 * @param blocks all of them
 * @param features width of the layer before the classifier's
 */
record MobileNetV3(List<Block> blocks, int features) {

    private static final InvertedResidual.Version VERSION = InvertedResidual.Version.V3;
    private static final int FIRST_CHANNELS = 16;

    /** The last convolution over the last block. */
    private static final int LAST_EXPANSION = 6;

    /** What squeeze and excitation leaves is a quarter. */
    private static final double SQUEEZE = 4;

    /**
     * A row of Table 1 or 2, its widths those at width 1.
     *
     * @param kernel side of the depthwise window
     * @param expanded exp size
     * @param channels #out
     * @param squeezes SE
     * @param activation NL
     * @param stride s
     */
    private record Block(
            int kernel, int expanded, int channels, boolean squeezes, Nonlinearity activation, int stride) {}

    private enum Nonlinearity {
        RE(Relu::new),
        HS(HardSwish::new);

        @SuppressWarnings("ImmutableEnumChecker") // a constructor
        private final Function<Shape, Operator> layer;

        Nonlinearity(Function<Shape, Operator> layer) {
            this.layer = layer;
        }
    }

    static final MobileNetV3 LARGE = new MobileNetV3(
            List.of(
                    new Block(3, 16, 16, false, Nonlinearity.RE, 1),
                    new Block(3, 64, 24, false, Nonlinearity.RE, 2),
                    new Block(3, 72, 24, false, Nonlinearity.RE, 1),
                    new Block(5, 72, 40, true, Nonlinearity.RE, 2),
                    new Block(5, 120, 40, true, Nonlinearity.RE, 1),
                    new Block(5, 120, 40, true, Nonlinearity.RE, 1),
                    new Block(3, 240, 80, false, Nonlinearity.HS, 2),
                    new Block(3, 200, 80, false, Nonlinearity.HS, 1),
                    new Block(3, 184, 80, false, Nonlinearity.HS, 1),
                    new Block(3, 184, 80, false, Nonlinearity.HS, 1),
                    new Block(3, 480, 112, true, Nonlinearity.HS, 1),
                    new Block(3, 672, 112, true, Nonlinearity.HS, 1),
                    new Block(5, 672, 160, true, Nonlinearity.HS, 2),
                    new Block(5, 960, 160, true, Nonlinearity.HS, 1),
                    new Block(5, 960, 160, true, Nonlinearity.HS, 1)),
            1280);

    static final MobileNetV3 SMALL = new MobileNetV3(
            List.of(
                    new Block(3, 16, 16, true, Nonlinearity.RE, 2),
                    new Block(3, 72, 24, false, Nonlinearity.RE, 2),
                    new Block(3, 88, 24, false, Nonlinearity.RE, 1),
                    new Block(5, 96, 40, true, Nonlinearity.HS, 2),
                    new Block(5, 240, 40, true, Nonlinearity.HS, 1),
                    new Block(5, 240, 40, true, Nonlinearity.HS, 1),
                    new Block(5, 120, 48, true, Nonlinearity.HS, 1),
                    new Block(5, 144, 48, true, Nonlinearity.HS, 1),
                    new Block(5, 288, 96, true, Nonlinearity.HS, 2),
                    new Block(5, 576, 96, true, Nonlinearity.HS, 1),
                    new Block(5, 576, 96, true, Nonlinearity.HS, 1)),
            1024);

    Network build(NetworkSpec spec) {
        double scale = spec.scale();
        NetworkBuilder builder = new NetworkBuilder(spec.input());
        Sequence sequence = new Sequence(builder, "features.", Network.INPUT);
        sequence.addPart(VERSION.normalised(Layers.conv(width(FIRST_CHANNELS, scale), 3, 2), HardSwish::new));
        for (Block block : blocks) {
            int expanded = width(block.expanded(), scale);
            int squeezed = block.squeezes() ? Widths.ofEights(expanded / SQUEEZE) : 0;
            sequence.addPart(new InvertedResidual(
                    VERSION,
                    block.kernel(),
                    expanded,
                    width(block.channels(), scale),
                    block.stride(),
                    squeezed,
                    block.activation().layer));
        }
        int last = LAST_EXPANSION * builder.shape(sequence.last()).c();
        sequence.addPart(VERSION.normalised(Layers.pointwise(last), HardSwish::new));

        builder.add("globalpool", new GlobalAvgPool(builder.shape(sequence.last())), sequence.last());
        FullyConnected wide = new FullyConnected(builder.shape("globalpool"), width(features, scale), true);
        builder.add("classifier.0", wide, "globalpool");
        builder.add("classifier.1", new HardSwish(wide.output()), "classifier.0");
        builder.add("classifier.3", new FullyConnected(wide.output(), spec.classes(), true), "classifier.1");
        return builder.build(spec.title(), Optional.empty());
    }

    private static int width(int channels, double scale) {
        return Widths.ofEights(channels * scale);
    }
}

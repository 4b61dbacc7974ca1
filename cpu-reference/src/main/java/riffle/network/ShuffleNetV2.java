package riffle.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import riffle.operator.ChannelShuffle;
import riffle.operator.Concat;
import riffle.operator.FullyConnected;
import riffle.operator.GlobalAvgPool;
import riffle.operator.MaxPool;
import riffle.operator.Relu;
import riffle.operator.Slice;
import riffle.tensor.Shape;

/**
 * ShuffleNet v2 (Ma et al. 2018, Table 5 and Fig. 3c and 3d) in its four published widths, as torchvision builds it.
 * Nodes have the names that their modules have there.
 */
final class ShuffleNetV2 {

    /** Output channels of stages 2, 3 and 4, and of conv5, by scale: each is published, no rule makes them. */
    private static final Map<Double, List<Integer>> CHANNELS = Map.of(
            0.5, List.of(48, 96, 192, 1024),
            1.0, List.of(116, 232, 464, 1024),
            1.5, List.of(176, 352, 704, 1024),
            2.0, List.of(244, 488, 976, 2048));

    /** Units of stages 2, 3 and 4; the first of each has stride 2. */
    private static final List<Integer> UNITS = List.of(4, 8, 4);

    private static final int CONV1_CHANNELS = 24;

    /**
     * The building block.
     *
     * @param channels output channels, half of them from each branch
     * @param stride 1: the channels are split, and half of them pass (Fig. 3c); 2: both branches take all (Fig. 3d)
     */
    private record Unit(int channels, int stride) implements Part {

        private static final int BRANCHES = 2;

        @Override
        public String addTo(NetworkBuilder builder, String prefix, String input) {
            Shape in = builder.shape(input);
            int half = channels / BRANCHES;
            String first = stride == 1
                    ? builder.add(prefix + "split1", new Slice(in, 0, half), input)
                    : Part.of(
                                    Layers.depthwise(3, stride),
                                    Layers::norm,
                                    Layers.pointwise(half),
                                    Layers::norm,
                                    Relu::new)
                            .addTo(builder, prefix + "branch1.", input);
            String second = stride == 1 ? builder.add(prefix + "split2", new Slice(in, half, half), input) : input;
            second = Part.of(
                            Layers.pointwise(half),
                            Layers::norm,
                            Relu::new,
                            Layers.depthwise(3, stride),
                            Layers::norm,
                            Layers.pointwise(half),
                            Layers::norm,
                            Relu::new)
                    .addTo(builder, prefix + "branch2.", second);
            Concat concat = new Concat(builder.shape(first), builder.shape(second));
            builder.add(prefix + "concat", concat, first, second);
            return builder.add(prefix + "shuffle", new ChannelShuffle(concat.output(), BRANCHES), prefix + "concat");
        }
    }

    private ShuffleNetV2() {}

    static Network build(NetworkSpec spec) {
        List<Integer> channels = CHANNELS.get(spec.scale());
        if (channels == null) {
            throw new IllegalArgumentException("scale is " + spec.scale()
                    + ", must be one of [0.5, 1.0, 1.5, 2.0]: the widths of others are not published");
        }
        NetworkBuilder builder = new NetworkBuilder(spec.input());
        String last = Part.of(Layers.conv(CONV1_CHANNELS, 3, 2), Layers::norm, Relu::new)
                .addTo(builder, "conv1.", Network.INPUT);
        last = builder.add("maxpool", new MaxPool(builder.shape(last), Layers.padded(3, 2), false), last);
        for (int stage = 0; stage < UNITS.size(); stage++) {
            Sequence units = new Sequence(builder, "stage" + (stage + 2) + ".", last);
            for (int unit = 0; unit < UNITS.get(stage); unit++) {
                units.addPart(new Unit(channels.get(stage), unit == 0 ? 2 : 1));
            }
            last = units.last();
        }
        last = Part.of(Layers.pointwise(channels.getLast()), Layers::norm, Relu::new)
                .addTo(builder, "conv5.", last);
        builder.add("globalpool", new GlobalAvgPool(builder.shape(last)), last);
        builder.add("fc", new FullyConnected(builder.shape("globalpool"), spec.classes(), true), "globalpool");
        return builder.build(spec.title(), Optional.empty());
    }
}

package riffle.network;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import riffle.operator.BatchNorm;
import riffle.operator.Conv2d;
import riffle.operator.FullyConnected;
import riffle.operator.GlobalAvgPool;
import riffle.operator.MaxPool;
import riffle.operator.Relu;
import riffle.operator.Window;
import riffle.tensor.Shape;

/** ShuffleNet v1 (Zhang et al. 2018, Table 1 and Fig. 2), for the paper's five group numbers and any width. */
public final class ShuffleNet {

    /** Output channels of stage 2 at width 1, by groups (Table 1). Stages 3 and 4 double them. */
    private static final Map<Integer, Integer> STAGE_2_CHANNELS = Map.of(1, 144, 2, 200, 3, 240, 4, 272, 8, 384);

    /** Units of stages 2, 3 and 4; the first of each has stride 2. */
    private static final List<Integer> UNITS = List.of(4, 8, 4);

    private static final Window CONV1 = Window.square(3, 2, 1);
    private static final int CONV1_CHANNELS = 24;
    private static final int CONV1_LEAST_CHANNELS = 12;

    private ShuffleNet() {}

    static Network build(NetworkSpec spec) {
        int groups = spec.groups();
        int channels = stage2Channels(groups, spec.scale());
        int conv1Channels = conv1Channels(groups, spec.scale());
        if (channels <= conv1Channels) {
            throw new IllegalArgumentException("scale is " + spec.scale() + ", which makes stage 2 " + channels
                    + " channels wide; it must be wider than conv1, " + conv1Channels);
        }

        Shape image = spec.input();
        NetworkBuilder builder = new NetworkBuilder(image);
        builder.add("conv1", new Conv2d(image, conv1Channels, CONV1, 1, false), Network.INPUT);
        builder.add("bn1", new BatchNorm(builder.shape("conv1"), BatchNorm.DEFAULT_EPSILON), "conv1");
        builder.add("relu1", new Relu(builder.shape("bn1")), "bn1");
        String last = builder.add("maxpool", new MaxPool(builder.shape("relu1"), CONV1, false), "relu1");

        for (int stage = 0; stage < UNITS.size(); stage++) {
            for (int unit = 0; unit < UNITS.get(stage); unit++) {
                String prefix = "stage" + (stage + 2) + "." + unit + ".";
                int stride = unit == 0 ? 2 : 1;
                int firstGroups = stage == 0 && unit == 0 ? 1 : groups;
                ShuffleNetUnit shape = new ShuffleNetUnit(channels << stage, stride, groups, firstGroups);
                last = shape.addTo(builder, prefix, last);
            }
        }

        builder.add("globalpool", new GlobalAvgPool(builder.shape(last)), last);
        builder.add("fc", new FullyConnected(builder.shape("globalpool"), spec.classes(), true), "globalpool");
        return builder.build(spec.title(), Optional.empty());
    }

    /**
     * One ShuffleNet unit (paper, Fig. 2b and 2c) as a network of its own, with parameters {@code conv1}, {@code bn1},
     * {@code dwconv}, {@code bn2}, {@code conv3} and {@code bn3}.
     *
     * @param input input shape, N x C x H x W
     * @param outChannels channels of the unit's output, a multiple of 4; the bottleneck has a quarter of them
     * @param stride 1 (shortcut added; output channels are the input's) or 2 (shortcut pooled and concatenated)
     * @param groups groups of the second 1x1 convolution and of the channel shuffle
     * @param firstGroups groups of the first 1x1 convolution
     * @throws IllegalArgumentException if the numbers do not make a unit
     */
    public static Network unit(Shape input, int outChannels, int stride, int groups, int firstGroups) {
        NetworkBuilder builder = new NetworkBuilder(input);
        String unused = new ShuffleNetUnit(outChannels, stride, groups, firstGroups).addTo(builder, "", Network.INPUT);
        return builder.build("ShuffleNet unit (stride " + stride + ", g = " + groups + ")", Optional.empty());
    }

    /** Table 1's width times the scale, to the nearest multiple of 4g so that bottlenecks divide into groups. */
    private static int stage2Channels(int groups, double scale) {
        return nearestMultiple(BigDecimal.valueOf(scale).multiply(width(STAGE_2_CHANNELS.get(groups))), 4 * groups);
    }

    /**
     * The width that meets the published complexities: 12 at 0.25x and 0.5x, 24 at 1x and at 1.5x, 48 at 2x; to the nearest
     * multiple of g, since the first unit's branch must divide into groups.
     */
    private static int conv1Channels(int groups, double scale) {
        BigDecimal width = scale == 1.5
                ? width(CONV1_CHANNELS)
                : BigDecimal.valueOf(scale).multiply(width(CONV1_CHANNELS)).max(width(CONV1_LEAST_CHANNELS));
        return nearestMultiple(width, groups);
    }

    private static BigDecimal width(int channels) {
        return BigDecimal.valueOf(channels);
    }

    /** Ties go up. Decimal arithmetic: 200 x 0.58 / 8 is the tie 14.5, which binary fractions would miss. */
    private static int nearestMultiple(BigDecimal value, int multiple) {
        return value.divide(width(multiple), 0, RoundingMode.HALF_UP).intValueExact() * multiple;
    }
}

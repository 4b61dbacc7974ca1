package riffle.network;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import riffle.network.ShuffleNetStructure.Departure;
import riffle.operator.AvgPool;
import riffle.operator.BatchNorm;
import riffle.operator.Conv2d;
import riffle.operator.FullyConnected;
import riffle.operator.GlobalAvgPool;
import riffle.operator.MaxPool;
import riffle.operator.Operator;
import riffle.operator.Relu;
import riffle.operator.Softmax;
import riffle.operator.Window;
import riffle.tensor.Shape;

/** ShuffleNet v1 (Zhang et al. 2018, Table 1 and Fig. 2), for the paper's five group numbers and any width. */
public final class ShuffleNet {

    /** Output channels of stage 2 at width 1, by groups (Table 1). Stages 3 and 4 double them. */
    private static final Map<Integer, Integer> STAGE_2_CHANNELS = Map.of(1, 144, 2, 200, 3, 240, 4, 272, 8, 384);

    /** Units of stages 2, 3 and 4; the first of each has stride 2. */
    private static final List<Integer> UNITS = List.of(4, 8, 4);

    private static final Window CONV1 = Window.square(3, 2, 1);
    private static final Window LAST_POOL = Window.square(7, 7, 0);
    private static final int CONV1_CHANNELS = 24;
    private static final int CONV1_LEAST_CHANNELS = 12;

    private ShuffleNet() {}

    static Network build(NetworkSpec spec) {
        return build(spec, ShuffleNetStructure.PAPER);
    }

    /**
     * The network as some implementation builds it; its nodes have the paper's names whatever the implementation calls
     * them.
     *
     * @throws IllegalArgumentException if the options do not make such a network; the message says which and why
     */
    public static Network build(NetworkSpec spec, ShuffleNetStructure structure) {
        int groups = spec.groups();
        int channels = stage2Channels(groups, spec.scale());
        int conv1Channels = conv1Channels(groups, spec.scale());
        if (channels <= conv1Channels) {
            throw new IllegalArgumentException("scale is " + spec.scale() + ", which makes stage 2 " + channels
                    + " channels wide; it must be wider than conv1, " + conv1Channels);
        }

        Shape image = spec.input();
        NetworkBuilder builder = new NetworkBuilder(image);
        String last = addStem(builder, conv1Channels, structure);

        for (int stage = 0; stage < UNITS.size(); stage++) {
            for (int unit = 0; unit < UNITS.get(stage); unit++) {
                String prefix = "stage" + (stage + 2) + "." + unit + ".";
                int stride = unit == 0 ? 2 : 1;
                int firstGroups = stage == 0 && unit == 0 ? 1 : groups;
                ShuffleNetUnit shape = new ShuffleNetUnit(channels << stage, stride, groups, firstGroups, structure);
                last = shape.addTo(builder, prefix, last);
            }
        }

        builder.add("globalpool", lastPool(builder.shape(last), spec, structure), last);
        boolean bias = !structure.has(Departure.CLASSIFIER_WITHOUT_BIAS);
        builder.add("fc", new FullyConnected(builder.shape("globalpool"), spec.classes(), bias), "globalpool");
        if (structure.has(Departure.LOG_SOFTMAX)) {
            builder.add("logsoftmax", new Softmax(builder.shape("fc"), true), "fc");
        }
        boolean paper = structure == ShuffleNetStructure.PAPER;
        return builder.build(spec.title() + (paper ? "" : " of " + structure.label()), Optional.empty());
    }

    /**
     * The mean of the last map. Where windows of 7x7 are averaged, that is the first of them alone; a smaller map the
     * same code cannot average, so a network trained on such images took the whole.
     */
    private static Operator lastPool(Shape map, NetworkSpec spec, ShuffleNetStructure structure) {
        int window = LAST_POOL.kernelHeight();
        int shorter = Math.min(map.h(), map.w());
        int longer = Math.max(map.h(), map.w());
        if (!structure.has(Departure.MEAN_OF_7X7) || longer <= window) {
            return new GlobalAvgPool(map);
        }
        if (shorter < window || longer >= 2 * window) {
            throw new IllegalArgumentException("size is " + spec.size()
                    + ", which makes the last map " + map.h() + "x" + map.w() + "; the last pool of dialect "
                    + structure.label()
                    + " takes the mean of one window of 7x7, so sides must all be at most 224, or all"
                    + " from 193 to 416");
        }
        return new AvgPool(map, LAST_POOL);
    }

    /** conv1, with its normalisation and rectifier where the structure has them, and the pool. */
    private static String addStem(NetworkBuilder builder, int channels, ShuffleNetStructure structure) {
        boolean bias = structure.has(Departure.CONVOLUTION_BIAS);
        String last =
                builder.add("conv1", new Conv2d(builder.shape(Network.INPUT), channels, CONV1, 1, bias), Network.INPUT);
        if (!structure.has(Departure.BARE_STEM)) {
            builder.add("bn1", new BatchNorm(builder.shape("conv1"), BatchNorm.DEFAULT_EPSILON), "conv1");
            last = builder.add("relu1", new Relu(builder.shape("bn1")), "bn1");
        }
        return builder.add("maxpool", new MaxPool(builder.shape(last), CONV1, false), last);
    }

    /**
     * The scale whose rounded widths are these, the roundest of all that there are.
     *
     * @param groups one of the paper's group numbers
     * @param conv1Channels channels of conv1
     * @param stage2Channels output channels of stage 2
     */
    public static OptionalDouble scaleOf(int groups, int conv1Channels, int stage2Channels) {
        double estimate = (double) stage2Channels / STAGE_2_CHANNELS.get(groups);
        return RoundScale.near(
                estimate,
                scale -> stage2Channels(groups, scale) == stage2Channels
                        && conv1Channels(groups, scale) == conv1Channels);
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
        String unused = new ShuffleNetUnit(outChannels, stride, groups, firstGroups, ShuffleNetStructure.PAPER)
                .addTo(builder, "", Network.INPUT);
        return builder.build("ShuffleNet unit (stride " + stride + ", g = " + groups + ")", Optional.empty());
    }

    /** Table 1's width times the scale, to the nearest multiple of 4g so that bottlenecks divide into groups. */
    static int stage2Channels(int groups, double scale) {
        return nearestMultiple(BigDecimal.valueOf(scale).multiply(width(STAGE_2_CHANNELS.get(groups))), 4 * groups);
    }

    /**
     * The width that meets the published complexities: 12 at 0.25x and 0.5x, 24 at 1x and at 1.5x, 48 at 2x; to the
     * nearest multiple of g, since the first unit's branch must divide into groups.
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

package riffle.network;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import riffle.operator.BatchNorm;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.FullyConnected;
import riffle.operator.GlobalAvgPool;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Window;
import riffle.tensor.Shape;

/** MobileNet v1 (Howard et al. 2017, Table 1) with its width multiplier. */
public final class MobileNet {

    private static final int CONV1_CHANNELS = 32;
    private static final int LAST_CHANNELS = 1024;

    /** A depthwise 3x3 with this stride, then a pointwise convolution to this many channels at width 1. */
    private record Block(int stride, int channels) {}

    private static final List<Block> BLOCKS = List.of(
            new Block(1, 64),
            new Block(2, 128),
            new Block(1, 128),
            new Block(2, 256),
            new Block(1, 256),
            new Block(2, 512),
            new Block(1, 512),
            new Block(1, 512),
            new Block(1, 512),
            new Block(1, 512),
            new Block(1, 512),
            new Block(2, 1024),
            new Block(1, 1024));

    private MobileNet() {}

    static Network build(NetworkSpec spec) {
        Shape image = spec.input();
        NetworkBuilder builder = new NetworkBuilder(image);
        Operator conv1 = new Conv2d(image, scaled(CONV1_CHANNELS, spec.scale()), Window.square(3, 2, 1), 1, false);
        String last = addNormalised(builder, "conv1", conv1, Network.INPUT, "bn1", "relu1");
        for (int i = 0; i < BLOCKS.size(); i++) {
            Block block = BLOCKS.get(i);
            String prefix = "blocks." + i + ".";
            Operator depthwise = new DepthwiseConv(builder.shape(last), Window.square(3, block.stride(), 1), false);
            last = addNormalised(builder, prefix + "0", depthwise, last, prefix + "1", prefix + "2");
            Operator pointwise =
                    new PointwiseConv(builder.shape(last), scaled(block.channels(), spec.scale()), 1, false);
            last = addNormalised(builder, prefix + "3", pointwise, last, prefix + "4", prefix + "5");
        }
        builder.add("globalpool", new GlobalAvgPool(builder.shape(last)), last);
        builder.add("fc", new FullyConnected(builder.shape("globalpool"), spec.classes(), true), "globalpool");
        return builder.build(spec.title(), Optional.empty());
    }

    /**
     * The scale whose rounded widths of the first and the last convolution are these, the roundest of all that there
     * are.
     */
    public static OptionalDouble scaleOf(int firstChannels, int lastChannels) {
        DoublePredicate fits = scale ->
                (int) (CONV1_CHANNELS * scale) == firstChannels && (int) (LAST_CHANNELS * scale) == lastChannels;
        OptionalDouble round = RoundScale.near((double) lastChannels / LAST_CHANNELS, fits);
        double exact = (double) lastChannels / LAST_CHANNELS;
        return round.isEmpty() && fits.test(exact) ? OptionalDouble.of(exact) : round;
    }

    /** A convolution with its normalisation and rectifier; returns the name of the last. */
    private static String addNormalised(
            NetworkBuilder builder, String name, Operator convolution, String input, String norm, String relu) {
        builder.add(name, convolution, input);
        builder.add(norm, new BatchNorm(convolution.output(), BatchNorm.DEFAULT_EPSILON), name);
        return builder.add(relu, new Relu(convolution.output()), norm);
    }

    /** Widths round down, as the usual implementations have it. */
    private static int scaled(int channels, double scale) {
        int width = (int) (channels * scale);
        if (width < 1) {
            throw new IllegalArgumentException("scale is " + scale + ", must leave at least one of conv1's "
                    + CONV1_CHANNELS + " channels: at least " + 1.0 / CONV1_CHANNELS);
        }
        return width;
    }
}

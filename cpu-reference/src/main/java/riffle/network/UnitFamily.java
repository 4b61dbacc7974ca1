package riffle.network;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.stream.IntStream;
import riffle.tensor.Shape;

/** Units as commands name them: their widths by scale, so that each can be made as costly as another. */
public final class UnitFamily {

    /** Channels at scale 1: those of ResNet's and ResNeXt's first stage. */
    private static final int RESNET_CHANNELS = 256;

    /** As ShuffleNet's stage 2 with 3 groups. */
    private static final int DEPTHWISE_CHANNELS = 240;

    private static final int SCALES_PER_ONE = 20;
    private static final int MOST_SCALE = 20;

    private UnitFamily() {}

    /**
     * The unit of a specification.
     *
     * @throws IllegalArgumentException if it is of a whole network, or its numbers do not make a unit
     */
    static Unit unit(NetworkSpec spec) {
        if (!spec.architecture().isUnit()) {
            throw new IllegalArgumentException(spec.architecture().label() + " is no unit");
        }
        return spec.architecture().family().unitOf().apply(spec);
    }

    static Unit resNet(NetworkSpec spec) {
        int channels = scaled(RESNET_CHANNELS, spec.scale(), 4);
        return new Unit(Unit.Kind.RESNET, input(spec, channels), channels / 4, 1);
    }

    static Unit resNeXt(NetworkSpec spec) {
        int channels = scaled(RESNET_CHANNELS, spec.scale(), 2 * spec.groups());
        return new Unit(Unit.Kind.RESNEXT, input(spec, channels), channels / 2, spec.groups());
    }

    static Unit depthwise(NetworkSpec spec) {
        int channels = scaled(DEPTHWISE_CHANNELS, spec.scale(), 4);
        return new Unit(Unit.Kind.DEPTHWISE, input(spec, channels), channels / 4, 1);
    }

    static Unit shuffleNet(NetworkSpec spec) {
        int channels = ShuffleNet.stage2Channels(spec.groups(), spec.scale());
        return new Unit(Unit.Kind.SHUFFLENET, input(spec, channels), channels / 4, spec.groups());
    }

    static Unit shuffleNetOfStride2(NetworkSpec spec) {
        int channels = ShuffleNet.stage2Channels(spec.groups(), spec.scale());
        return new Unit(Unit.Kind.SHUFFLENET_STRIDE_2, input(spec, channels), channels / 2, spec.groups());
    }

    private static Shape input(NetworkSpec spec, int channels) {
        return new Shape(spec.batch(), channels, spec.height(), spec.width());
    }

    /**
     * The unit of this family and size whose multiply-adds are nearest to a number of them; scales go in steps of 0.05.
     */
    public static NetworkSpec ofComplexity(Architecture family, int groups, int height, int width, long macs) {
        return IntStream.rangeClosed(1, MOST_SCALE * SCALES_PER_ONE)
                .mapToObj(step -> NetworkSpec.of(family, groups, (double) step / SCALES_PER_ONE)
                        .withSize(height, width))
                .min(Comparator.comparingLong((NetworkSpec spec) ->
                                Math.abs(Complexity.of(spec).macsConv() - macs))
                        .thenComparingDouble(spec -> Math.abs(spec.scale() - 1)))
                .orElseThrow();
    }

    private static int scaled(int channels, double scale, int multiple) {
        return BigDecimal.valueOf(scale)
                        .multiply(BigDecimal.valueOf(channels))
                        .divide(BigDecimal.valueOf(multiple), 0, RoundingMode.HALF_UP)
                        .max(BigDecimal.ONE)
                        .intValueExact()
                * multiple;
    }
}
